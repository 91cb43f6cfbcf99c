import esbuild from "esbuild"; import zlib from "node:zlib"; import {minify} from "terser"; import { minifiedCss } from "./build/css.mjs";
const b = s=>zlib.brotliCompressSync(Buffer.from(s),{params:{[zlib.constants.BROTLI_PARAM_QUALITY]:11,[zlib.constants.BROTLI_PARAM_SIZE_HINT]:s.length}}).length;
const V='"0.1.0-aaaaaaaaaa"';
async function bun(entry, format, minifyE, extra={}) { return (await esbuild.build({entryPoints:[entry],bundle:true,minify:minifyE,format,target:"es2022",write:false,charset:"utf8",define:{__VERSION__:V},plugins:[minifiedCss],logLevel:"error",legalComments:"none",...extra})).outputFiles[0].text; }
for (const [e,f] of [["src/runtime/shirube.ts","iife"],["src/steps/tour.ts","esm"],["src/steps/more.ts","esm"],["src/queue/sender.ts","esm"]]) {
  for (const m of [true,false]) {
    const s = await bun(e,f,m);
    const base={ecma:2020,module:true,compress:{passes:3,ecma:2020,unsafe_arrows:true,keep_fargs:false},mangle:true,format:{ecma:2020}};
    for (const [n,c] of Object.entries({base:{},getters:{pure_getters:true},hoist:{pure_getters:true,hoist_props:true,unsafe:true,unsafe_methods:true}, inl0:{pure_getters:true,inline:1,reduce_funcs:false}, seq:{pure_getters:true,sequences:false}, novars:{pure_getters:true,collapse_vars:false}})) {
      const r=await minify(s,{...base,compress:{...base.compress,...c}});
      console.log(e,m?"esmin":"raw",n,s.length,r.code.length,b(r.code));
    }
  }
}
