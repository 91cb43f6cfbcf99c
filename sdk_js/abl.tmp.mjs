import esbuild from "esbuild"; import fs from "fs"; import zlib from "node:zlib"; import {minify} from "terser"; import { minifiedCss } from "./build/css.mjs";
const b = s=>zlib.brotliCompressSync(Buffer.from(s),{params:{[zlib.constants.BROTLI_PARAM_QUALITY]:11,[zlib.constants.BROTLI_PARAM_SIZE_HINT]:s.length}}).length;
async function size(entry, format, drop) {
  const stub={name:"stub",setup(x){ if(!drop)return; x.onLoad({filter:/\.(ts|css)$/},a=>{ if(!a.path.endsWith("/"+drop))return; if(drop.endsWith(".css"))return{contents:"",loader:"text"}; const t=fs.readFileSync(a.path,"utf8"); const names=[...t.matchAll(/^export (?:async )?(?:function|const|let) (\w+)/gm)].map(m=>m[1]); return {contents:names.map(n=>`export const ${n}=globalThis`).join(";"),loader:"js"}; }); }};
  const r=await esbuild.build({entryPoints:[entry],bundle:true,minify:true,format,target:"es2022",write:false,metafile:true,charset:"utf8",define:{__VERSION__:'"0.1.0-aaaaaaaaaa"'},plugins:[stub,minifiedCss],logLevel:"silent"});
  const m=await minify(r.outputFiles[0].text,{ecma:2020,module:true,compress:{passes:3,ecma:2020,unsafe_arrows:true,keep_fargs:false},mangle:true,format:{ecma:2020}});
  return [m.code.length,b(m.code),Object.entries(Object.values(r.metafile.outputs)[0].inputs)];
}
const [entry,format]=process.argv.slice(2);
const [len,br,inputs]=await size(entry,format);
console.log("total",len,br);
const rows=[];
for (const [k] of inputs){ if(k===entry)continue; const [l,x]=await size(entry,format,k.replace(/^src\//,"")); rows.push([br-x,len-l,k]); }
rows.sort((a,b)=>b[0]-a[0]).forEach(r=>console.log(r.join("\t")));
