/** Which language a page speaks, told from its words: what pages declare is often not true. */

/** Frequent short words and words of interfaces, without accents; words that several languages share are left out. */
const FREQUENT: Record<string, string> = {
  en: "the of to and for with from this your by is are new save add edit view delete remove close open search settings help show hide select all name file create cancel back next home user users password log out copy paste run more less not change sign list page date time message send",
  de: "der die das und von zu fur mit ist im den dem eine einen ein nicht auf aus alle neu neue neuer neues speichern hinzufugen bearbeiten ansicht loschen entfernen schliessen schließen offnen suchen suche einstellungen hilfe anzeigen ausblenden datei erstellen abbrechen zuruck weiter benutzer passwort abmelden anmelden kopieren einfugen andern seite liste zeit nachricht senden",
  fr: "le les du des et pour avec dans une sur est ce cette votre pas tous tout nouveau nouvelle enregistrer ajouter modifier supprimer retirer fermer ouvrir rechercher parametres aide afficher masquer nom fichier creer annuler retour suivant accueil utilisateur utilisateurs mot connexion deconnexion copier coller plus envoyer",
  es: "el los las del y para con una este esta su no todos todo nuevo nueva guardar anadir agregar editar ver eliminar quitar cerrar abrir buscar configuracion ajustes ayuda mostrar ocultar nombre archivo crear cancelar atras siguiente inicio usuario usuarios contrasena sesion copiar pegar mas enviar",
  pt: "os da do das dos e para com uma este esta seu nao todos tudo novo nova salvar guardar adicionar editar ver excluir eliminar remover fechar abrir pesquisar buscar configuracoes definicoes ajuda mostrar ocultar nome arquivo ficheiro criar cancelar voltar proximo usuario utilizador senha sair copiar colar mais enviar",
  it: "il lo gli della del dei e per con una questo questa non tutti tutto nuovo nuova salva aggiungi modifica elimina rimuovi chiudi apri cerca impostazioni aiuto mostra nascondi nome crea annulla indietro avanti utente utenti esci copia incolla altro invia",
  nl: "de het een van en voor met deze dit niet alle nieuw nieuwe opslaan toevoegen bewerken bekijken weergave verwijderen sluiten openen zoeken instellingen tonen verbergen naam bestand maken annuleren terug volgende gebruiker gebruikers wachtwoord uitloggen kopieren plakken meer verzenden",
  pl: "i w z na do dla jest nie wszystkie nowy nowa nowe zapisz dodaj edytuj widok usun zamknij otworz szukaj ustawienia pomoc pokaz ukryj nazwa plik utworz anuluj wstecz dalej uzytkownik haslo wyloguj kopiuj wklej wiecej wyslij",
  sv: "och att det som en ett den av ar inte alla ny nytt nya spara redigera visa ta bort stang oppna sok installningar hjalp dolj namn fil skapa avbryt tillbaka nasta anvandare losenord logga ut kopiera klistra mer skicka",
  da: "og det som en et den af er ikke alle ny nyt nye gem tilfoj rediger vis slet fjern luk abn sog indstillinger hjaelp skjul navn fil opret annuller tilbage naeste bruger adgangskode log ud kopier indsaet mere lagre legg til slett lukk apne sok innstillinger hjelp opprett avbryt neste",
  cs: "a v se na je pro nebo neni vse novy nova nove ulozit pridat upravit zobrazit smazat odstranit zavrit otevrit hledat nastaveni napoveda skryt nazev jmeno soubor vytvorit zrusit zpet dalsi uzivatel heslo odhlasit kopirovat vlozit vice odeslat",
  tr: "ve bir bu ile icin tum tumu yeni kaydet ekle duzenle goruntule sil kaldir kapat ac ara ayarlar yardim goster gizle ad adi dosya olustur iptal geri ileri kullanici sifre parola cikis kopyala yapistir daha gonder",
  fi: "ja on ei tai kaikki uusi tallenna lisaa muokkaa nayta poista sulje avaa hae etsi asetukset ohje piilota nimi tiedosto luo peruuta takaisin seuraava kayttaja salasana kirjaudu ulos kopioi liita lisaa laheta",
  id: "dan di yang untuk dengan dari ini semua baru simpan tambah tambahkan sunting ubah lihat hapus tutup buka cari pengaturan bantuan tampilkan sembunyikan nama berkas buat batal kembali berikutnya pengguna sandi keluar salin tempel lainnya kirim",
  vi: "va cua cho voi trong nay tat ca moi luu them sua xem xoa dong mo tim kiem cai dat tro giup hien an ten tep tao huy lai tiep nguoi dung mat khau dang xuat",
};
const SCRIPTS: [language: string, letters: RegExp][] = [
  ["ja", /[\u3040-\u30ff]/], ["ko", /[\uac00-\ud7af]/], ["zh", /[\u4e00-\u9fff]/], ["cyrillic", /[\u0400-\u04ff]/], ["greek", /[\u0370-\u03ff]/],
  ["arabic", /[\u0600-\u06ff]/], ["hebrew", /[\u0590-\u05ff]/], ["thai", /[\u0e00-\u0e7f]/], ["indic", /[\u0900-\u0dff]/],
];

/** About one word in four is in the lists, but every word tells its script. */
const OF_A_SCRIPT = 0.25;
const speakers = new Map<string, string[]>();

/** How many different words of each language there are among some, by language. */
export function languagesOf(words: Iterable<string>): Map<string, number> {
  if (!speakers.size) for (const [language, list] of Object.entries(FREQUENT)) for (const word of list.split(" ")) speakers.set(word, [...(speakers.get(word) ?? []), language]);
  const counts = new Map<string, number>();
  for (const word of words) for (const language of known(word)) counts.set(language, (counts.get(language) ?? 0) + (language in FREQUENT ? 1 : OF_A_SCRIPT));
  if (counts.has("ja")) counts.set("ja", counts.get("ja")! + (counts.get("zh") ?? 0)), counts.delete("zh"); // Han beside kana
  return counts;
}

function known(word: string): string[] {
  if (/^[a-z]+$/.test(word)) return speakers.get(word) ?? [];
  const script = SCRIPTS.find(([, letters]) => letters.test(word));
  return script ? [script[0]] : speakers.get(word.normalize("NFD").replace(/\p{M}+/gu, "")) ?? [];
}

const FEWEST = 4;
/** Below this share of all words the known ones may be names and leftovers; in a language's own pages it is 9 to 30 %. */
const SPARSE = 0.08;

/** The language most words are of; "" when too few tell or two are about as likely. */
export function mainLanguage(counts: Map<string, number>): string {
  const [best, next] = [...counts].sort((a, b) => b[1] - a[1]);
  return best && best[1] >= FEWEST && best[1] > 1.4 * (next?.[1] ?? 0) ? best[0] : "";
}

/** How far a page of so many words still speaks the language, 0 to 1, or undefined when they do not tell. */
export function stillSpeaks(language: string, counts: Map<string, number>, words: number): number | undefined {
  const others = Math.max(0, ...[...counts].filter(([l]) => l !== language).map(([, n]) => n));
  const own = counts.get(language) ?? 0;
  if (!language || Math.max(own, others) < Math.max(FEWEST, words * SPARSE)) return undefined;
  return Math.min(1, Math.max(0, (own / (own + others) - 0.45) / 0.4));
}
