"""What checklists, resource centres and rescue show in each look."""

from __future__ import annotations

from typing import Any

from tests.sdk.beside import article, center, checklist, news, task
from tests.sdk.guides import JSON, button, guide, heading, step

TEXTS: dict[str, dict[str, str]] = {
    "en": {
        "start": "Get going with Chōba", "intro": "Five things that everybody does in the first week.",
        "one": "Look around", "two": "Send your first invoice", "two_more": "A real one, or one to yourself.",
        "three": "Connect your bank", "four": "Invite your colleagues", "help": "Help and guides",
        "vat": "Which VAT rate applies?", "refund": "Taking an invoice back", "text": "Choose the rate per line; the total follows.",
        "tour": "A tour of the month's end", "news": "Faster export", "old": "New reports", "status": "Status page",
        "offer": "Can we help?", "offer_text": "It looks as if this did not work. Shall we show you how?",
        "yes": "Show me", "human": "Ask somebody", "no": "No, thanks",
    },
    "ja": {
        "start": "帳場をはじめましょう", "intro": "最初の1週間で行う5つのことです。",
        "one": "画面を見てまわる", "two": "最初の請求書を送る", "two_more": "実際の請求書でも、自分宛てでもかまいません。",
        "three": "銀行口座を連携する", "four": "同僚を招待する", "help": "ヘルプとガイド",
        "vat": "どの税率を使えばよいですか？", "refund": "請求書を取り消す", "text": "税率は明細ごとに選びます。合計は自動で計算されます。",
        "tour": "月次締めの流れ", "news": "書き出しが速くなりました", "old": "新しいレポート", "status": "稼働状況",
        "offer": "お手伝いしましょうか？", "offer_text": "うまくいかなかったようです。手順をご案内しましょうか？",
        "yes": "案内を見る", "human": "担当者に聞く", "no": "いいえ",
    },
    "ar": {
        "start": "ابدأ مع Chōba", "intro": "خمسة أشياء يقوم بها الجميع في الأسبوع الأول.",
        "one": "ألق نظرة", "two": "أرسل أول فاتورة", "two_more": "فاتورة حقيقية، أو فاتورة لنفسك.",
        "three": "اربط حسابك المصرفي", "four": "ادع زملاءك", "help": "المساعدة والأدلة",
        "vat": "ما نسبة الضريبة المناسبة؟", "refund": "إلغاء فاتورة", "text": "اختر النسبة لكل سطر؛ ويتبعها المجموع.",
        "tour": "جولة في نهاية الشهر", "news": "تصدير أسرع", "old": "تقارير جديدة", "status": "صفحة الحالة",
        "offer": "هل يمكننا المساعدة؟", "offer_text": "يبدو أن هذا لم ينجح. هل نريك كيف؟",
        "yes": "أرني", "human": "اسأل شخصًا", "no": "لا، شكرًا",
    },
}  # fmt: skip

PICTURES = ["checklist", "checklist_done", "center", "center_article", "center_help", "rescue"]


def guides_of(name: str, language: str) -> list[JSON]:
    """By the name of the picture."""
    t, own = TEXTS[language], {"language": language}
    todo = _checklist(t, own, celebrated=name == "checklist_done")
    if name.startswith("checklist"):
        return [todo]
    if name == "rescue":
        buttons = [
            button(t["yes"], {"do": "start", "guide": "tour"}),
            button(t["human"], "help", look="secondary"),
            button(t["no"], "dismiss", look="secondary"),
        ]
        said = [heading(t["offer"]), {"type": "text", "text": t["offer_text"]}]
        return [guide("rescue", step("offer", kind="slide_out", content=said, buttons=buttons), **own)]
    return [_center(t, own), todo]


def _checklist(t: dict[str, str], own: dict[str, Any], celebrated: bool) -> JSON:
    return checklist(
        "start",
        task("one", t["one"], done=True),
        task("two", t["two"], text=t["two_more"], done=celebrated, done_when={"event": "sent"}, does=[{"do": "open", "link": "/"}]),
        task("three", t["three"], done=celebrated, does=[{"do": "open", "link": "/"}]),
        task("four", t["four"], done=celebrated, done_when={"event": "x"}),
        order="fixed",
        content=[heading(t["start"]), {"type": "text", "text": t["intro"]}],
        **own,
    )  # fmt: skip


def _center(t: dict[str, str], own: dict[str, Any]) -> JSON:
    return center(
        title=t["help"],
        guides=[{"guide": "tour", "title": t["tour"], "page": "", "completed": True}],
        articles=[article("vat", t["vat"], t["text"], t["text"]), article("refund", t["refund"], t["text"])],
        news=[news("fast", t["news"]), news("old", t["old"], unread=False)],
        links=[{"label": t["status"], "link": "https://status.example"}],
        **own,
    )
