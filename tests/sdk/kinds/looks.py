"""The looks a kind must stand: light, dark, right to left, narrow, Japanese."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.sdk.guides import JSON, button, guide, step

LOREM = {
    "en": ("Quarterly reports", "Open", "Save", "Invoices", "Amount"),
    "ja": ("四半期レポート", "開く", "保存", "請求書", "金額"),
    "ar": ("التقارير الفصلية", "فتح", "حفظ", "الفواتير", "المبلغ"),
}


@dataclass(frozen=True)
class Look:
    """How the host page is: its language, width and colours."""

    name: str
    language: str = "en"
    width: int = 1180
    height: int = 760
    dark: bool = False
    attributes: dict[str, str] = field(default_factory=dict)

    @property
    def page(self) -> str:
        title, open_, save, invoices, amount = LOREM[self.language]
        paper, ink, line = ("#14161b", "#f0f1f4", "#33363f") if self.dark else ("#f6f7f9", "#17191f", "#e0e3ea")
        rows = "".join(f"<tr><td>{title} {at}</td><td>¥{at * 12_400:,}</td></tr>" for at in range(1, 9))
        return f"""<style>body{{margin:0;background:{paper};color:{ink};font:15px/1.6 system-ui,sans-serif}}
header{{position:sticky;top:0;display:flex;gap:16px;align-items:center;padding:12px 20px;border-bottom:1px solid {line};background:{paper}}}
main{{padding:20px;max-width:900px}}table{{width:100%}}td{{padding:8px 0;border-bottom:1px solid {line}}}
main button,input{{font:inherit;padding:6px 14px}}</style>
<header><strong>Chōba</strong><nav>{invoices}</nav></header><main><h1>{title}</h1>
<p id="row"><button id="save">{save}</button> <button id="open">{open_}</button></p>
<p><label>{amount} <input id="amount"></label></p><table>{rows}</table></main>"""


LOOKS = [
    Look("light"),
    Look("dark", dark=True),
    Look("rtl", language="ar", attributes={"dir": "rtl"}),
    Look("narrow", width=375, height=700),
    Look("japanese", language="ja"),
]

TEXTS: dict[str, dict[str, str]] = {
    "en": {
        "news": "Reports are here", "more": "Build a report from any list, share it, and have it sent every Monday morning.",
        "try": "Try it", "later": "Later", "banner": "Maintenance on Sunday, 02:00–04:00. Saving is paused meanwhile.",
        "details": "Details", "help": "Help", "tip": "Approved invoices cannot be changed any more.",
        "nps": "How likely are you to recommend Chōba to a colleague?", "csat": "How satisfied are you with invoicing?",
        "why": "What is the main reason?", "price": "The price", "missing": "Something is missing", "slow": "It is slow",
        "words": "Anything else?", "type": "Type here", "useful": "Was this useful?", "ces": "It was easy to send my first invoice.",
    },
    "ja": {
        "news": "レポート機能が使えるようになりました", "more": "どの一覧からでもレポートを作成し、共有し、毎週月曜の朝に自動で送信できます。",
        "try": "試してみる", "later": "あとで", "banner": "日曜日 2:00〜4:00 はメンテナンスのため、保存できません。",
        "details": "詳細", "help": "ヘルプ", "tip": "承認済みの請求書は変更できません。",
        "nps": "帳場を同僚にすすめる可能性はどのくらいですか？", "csat": "請求書の作成にどのくらい満足していますか？",
        "why": "主な理由は何ですか？", "price": "価格", "missing": "足りない機能がある", "slow": "動作が遅い",
        "words": "ほかにご意見はありますか？", "type": "こちらにご記入ください", "useful": "役に立ちましたか？", "ces": "最初の請求書の送付は簡単だった。",
    },
    "ar": {
        "news": "التقارير متاحة الآن", "more": "أنشئ تقريرًا من أي قائمة وشاركه وأرسله كل صباح يوم اثنين.",
        "try": "جرّبها", "later": "لاحقًا", "banner": "صيانة يوم الأحد من 02:00 إلى 04:00. الحفظ متوقف خلالها.",
        "details": "التفاصيل", "help": "مساعدة", "tip": "لا يمكن تغيير الفواتير المعتمدة.",
        "nps": "ما مدى احتمال أن توصي زميلًا باستخدام Chōba؟", "csat": "ما مدى رضاك عن الفوترة؟",
        "why": "ما السبب الرئيسي؟", "price": "السعر", "missing": "شيء ما ناقص", "slow": "إنه بطيء",
        "words": "هل من شيء آخر؟", "type": "اكتب هنا", "useful": "هل كان هذا مفيدًا؟", "ces": "كان إرسال أول فاتورة سهلًا.",
    },
}  # fmt: skip


def question(key: str, ask: str, text: str, **more: object) -> JSON:
    return {"type": "question", "key": key, "ask": ask, "text": text} | more


def guides_of(name: str, language: str) -> list[JSON]:
    """What a kind shows in a look, by the name of the picture."""
    t = TEXTS[language]
    own = {"language": language}
    said = [{"type": "heading", "level": 2, "text": t["news"]}, {"type": "text", "text": t["more"]}]
    two = [button(t["later"], "dismiss", look="secondary"), button(t["try"], "complete")]
    match name:
        case "standing":
            made = [
                one | {"key": f"{kind}-{one['key']}", "name": f"{one['name']}: {kind}"}
                for kind in STANDING
                for one in guides_of(kind, language)
            ]
            return [one for one in made if one["kind"] != "announcement"]
        case "walkthrough":
            listed = [*said, {"type": "list", "ordered": False, "items": [t["tip"], t["banner"]]}]
            first = step("one", "#save", content=listed, buttons=two, backdrop=True)
            return [guide("tour", first, step("two", "#open"), step("three"), progress="dots", **own)]
        case "announcement_modal" | "announcement_slide_out":
            kind = name.removeprefix("announcement_")
            return [guide("news", step("one", kind=kind, content=said, buttons=two), kind="announcement", **own)]
        case "banner_top" | "banner_bottom" | "banner_beside":
            where = {"banner_top": "page_top", "banner_bottom": "page_bottom", "banner_beside": "after"}[name]
            look = {
                "where": where,
                "sticky": name != "banner_beside",
                "tone": {"banner_top": "brand", "banner_bottom": "warning", "banner_beside": "info"}[name],
            }
            strip = step(
                "one",
                "#row",
                kind="banner",
                banner=look,
                content=[{"type": "text", "text": t["banner"]}],
                buttons=[button(t["details"], "complete")],
            )
            return [guide("notice", strip, kind="banner", **own)]
        case "hint":
            tip = [{"type": "text", "text": t["tip"]}]
            beacon = step(
                "beacon", "#save", kind="hint", content=tip, buttons=[], hint={"look": "beacon", "opens": "click"}
            )
            icon = step("icon", "#open", kind="hint", content=tip, buttons=[], hint={"look": "icon", "opens": "hover"})
            return [guide("hints", beacon, icon, kind="hint", **own)]
        case "launcher":
            help_ = step(
                "help",
                kind="launcher",
                content=[],
                buttons=[],
                launcher={"label": t["help"], "icon": "question"},
                does=[{"do": "show", "guide": "news"}],
            )
            bulb = step("bulb", "#amount", kind="launcher", content=[], buttons=[], launcher={"icon": "bulb"})
            news = guide("news", step("one", kind="feed", content=said), kind="announcement", trigger={"manual": True})
            return [
                guide("help", help_, kind="launcher", name=t["help"], **own),
                guide("bulb", bulb, kind="launcher", name=t["tip"], **own),
                news,
            ]
    survey = {"wait_days": 0, "anonymous": False}
    asked = {
        "survey_nps": [question("likely", "nps", t["nps"])],
        "survey_rating": [
            question("stars", "rating", t["csat"], look="stars"),
            question("faces", "csat", t["csat"], look="faces"),
            question("effort", "ces", t["ces"]),
        ],
        "survey_choices": [
            question("why", "choice", t["why"], options=[t["price"], t["missing"], t["slow"]], other=True),
            question("words", "text", t["words"], placeholder=t["type"]),
        ],
        "thumbs": [*said, question("useful", "thumbs", t["useful"])],
    }[name]
    kind = "tooltip" if name == "thumbs" else "slide_out"
    return [
        guide(
            "asks",
            step("one", "#save" if name == "thumbs" else None, kind=kind, content=asked, buttons=[]),
            kind="walkthrough" if name == "thumbs" else "survey",
            survey=survey,
            **own,
        )
    ]


STANDING = ["banner_top", "banner_bottom", "banner_beside", "hint", "launcher"]
PICTURES = [
    "standing",
    "walkthrough",
    "announcement_modal",
    "announcement_slide_out",
    "survey_nps",
    "survey_rating",
    "survey_choices",
    "thumbs",
]
"""What stands lies beside each other on one page; what plays has a page each."""
