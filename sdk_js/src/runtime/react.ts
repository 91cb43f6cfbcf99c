/** `shirube/react`: the calls of `shirube` as a provider and hooks. */
import { createContext, createElement, useContext, useEffect, useRef, useState, type ReactNode } from "react";
import { createShirube, type Listener, type Options, type Shirube, type Traits } from "shirube";

export interface ShirubeProviderProps extends Omit<Options, "key"> {
  /** The environment's public write key; React keeps `key` for itself. */
  writeKey: string;
  /** Who uses the app; absent while nobody has logged in. Taking it away again forgets who it was. */
  person?: { id: string; traits?: Traits; token?: string } | null | undefined;
  /** The company the person works for now. */
  account?: { id: string; traits?: Traits; membership?: Traits } | null | undefined;
  children?: ReactNode;
}

const Context = createContext<Shirube | null>(null);

/** Begins when it is mounted in a browser, and tells who the person and the account are whenever that changes. */
export function ShirubeProvider({ person, account, children, ...options }: ShirubeProviderProps): ReactNode {
  const [shirube, setShirube] = useState<Shirube | null>(null);
  const known = useRef<string | undefined>(undefined);
  // A router's functions may be new at every rendering: the latest is called.
  const latest = useRef(options);
  latest.current = options;

  useEffect(() => {
    const { writeKey: key, host, navigate, scroll } = latest.current;
    setShirube(
      createShirube({
        key,
        host,
        ...(navigate && { navigate: (link: string) => latest.current.navigate?.(link) }),
        ...(scroll && { scroll: (target: Element) => latest.current.scroll?.(target) }),
      }),
    );
  }, [options.writeKey, options.host]);

  const who = JSON.stringify(person ?? null);
  useEffect(() => {
    if (!shirube) return;
    if (person) shirube.identify(person.id, person.traits, person.token === undefined ? {} : { token: person.token });
    else if (known.current) shirube.reset();
    known.current = person?.id;
  }, [shirube, who]);

  const company = JSON.stringify(account ?? null);
  useEffect(() => {
    if (account) shirube?.group(account.id, account.traits, account.membership);
  }, [shirube, company]);

  return createElement(Context.Provider, { value: shirube }, children);
}

/** The calls; null on the server and until the provider is mounted. */
export function useShirube(): Shirube | null {
  return useContext(Context);
}

/** Hears of events of this name while the component is mounted. */
export function useShirubeEvent(name: string, listener: Listener): void {
  const shirube = useShirube();
  const latest = useRef(listener);
  latest.current = listener;
  useEffect(() => shirube?.on(name, (event) => latest.current(event)), [shirube, name]);
}
