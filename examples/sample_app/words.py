"""The app's words in Japanese; English is what stands in the templates."""

from __future__ import annotations

from examples.sample_app.cast import Language

WORDS = {
    "Overview": "ホーム", "Invoices": "請求書", "Approvals": "承認ボード", "Customers": "取引先", "Reports": "レポート",
    "Billing": "ご契約", "Settings": "設定", "Team": "メンバー", "Company": "会社情報", "New invoice": "請求書を作成",
    "Search": "検索", "Who am I?": "利用者を切り替える", "Skip to content": "本文へ移動", "Menu": "メニュー",
    "Work": "業務", "Account": "アカウント", "Billing team": "経理", "admin": "管理者", "billing": "経理担当", "approver": "承認者", "member": "メンバー",
    "Good to see you, {name}": "{name}さん、おつかれさまです", "Here is where your money stands today.": "本日時点の入出金の状況です。",
    "Outstanding": "未回収", "Overdue": "支払期限超過", "Paid": "入金済み", "Waiting for approval": "承認待ち",
    "{count} invoices": "{count}件", "Invoiced, last six periods": "請求額の推移（直近6期間）", "Latest invoices": "最近の請求書", "See all": "すべて見る",
    "Bank feed": "入出金明細", "Matching payments…": "入金を照合しています…", "Nothing is overdue. Well done.": "期限を過ぎた請求書はありません。",
    "Connect your bank": "銀行口座を連携", "Payments are matched to invoices by themselves once a bank is connected.": "口座を連携すると、入金と請求書が自動で照合されます。",
    "due {date}": "期限 {date}", "Getting started": "はじめに", "Create your first invoice": "最初の請求書を作成する",
    "Invite your team": "メンバーを招待する", "Send reminder": "督促を送る", "Reminder sent": "督促を送りました",
    "Number": "番号", "Customer": "取引先", "Issued": "発行日", "Due": "支払期限", "Amount": "金額", "Status": "状態", "Actions": "操作",
    "Number or customer": "番号・取引先", "All": "すべて", "Draft": "下書き", "Waiting": "承認待ち", "Approved": "承認済み",
    "draft": "下書き", "waiting": "承認待ち", "approved": "承認済み", "paid": "入金済み", "overdue": "期限超過",
    "Open": "開く", "Approve": "承認する", "Print": "印刷", "Duplicate": "複製", "Actions for {number}": "{number}の操作",
    "No invoice matches.": "該当する請求書はありません。", "Clear the search": "検索条件を消す", "Previous": "前へ", "Next": "次へ", "Page {number} of {pages}": "{number} / {pages} ページ",
    "Approve this invoice?": "この請求書を承認しますか？", "Once approved it goes to the customer tonight.": "承認すると、今夜取引先へ送付されます。",
    "Cancel": "キャンセル", "Yes, approve": "承認する", "Line": "品目", "Quantity": "数量", "Price": "単価", "Subtotal": "小計", "Tax": "消費税", "Total": "合計",
    "Preview": "プレビュー", "History": "履歴", "Created": "作成", "Details": "明細", "Invoice": "請求書",
    "Plan": "プラン", "You are on {plan}": "{plan}プランをご利用中です", "{used} of {seats} seats in use": "{seats}席中{used}席を利用中", "Compare plans": "プランを比較",
    "Bank account": "銀行口座", "No bank connected": "連携済みの口座はありません", "Connected to {bank}": "{bank}と連携中", "Connect a bank": "口座を連携する",
    "Choose your bank": "金融機関を選択", "You will be asked to sign in at the bank. We never see your password.": "次の画面で金融機関にログインします。パスワードが当社に渡ることはありません。",
    "Connect": "連携する", "Payment method": "お支払い方法", "Card ending in {digits}": "末尾 {digits} のカード", "Change": "変更", "Billing history": "お支払い履歴",
    "Organisation": "会社", "Organisation name": "会社名", "Registration number": "登録番号", "Default payment terms": "標準の支払条件", "{days} days": "{days}日以内",
    "Notifications": "通知", "Tell me when an invoice is overdue": "期限超過になったら知らせる", "Weekly summary by e-mail": "週次サマリーをメールで受け取る", "Save changes": "変更を保存", "Saved.": "保存しました。",
    "People who can sign in to {company}.": "{company}にサインインできるメンバーです。", "Invite a member": "メンバーを招待", "Name": "氏名", "E-mail": "メールアドレス", "Role": "権限", "invited": "招待中",
    "They get an e-mail with a link that works for three days.": "3日間有効なリンクをメールでお送りします。", "Send invitation": "招待を送る",
    "New line": "行を追加", "What": "内容", "Remove line": "行を削除", "Duplicate line": "行を複製", "Line actions": "行の操作", "Choose a customer": "取引先を選択", "Payment terms": "支払条件",
    "Send for approval": "承認を依頼", "Send this invoice for approval?": "この請求書の承認を依頼しますか？", "{name} will be asked to approve {total}.": "{name}さんに{total}の承認を依頼します。",
    "The approver": "承認者", "Send": "送信", "Sending…": "送信中…", "Lines": "明細", "Live preview": "プレビュー", "Give every line a text and a price.": "すべての行に内容と単価を入力してください。",
    "Choose a customer first.": "取引先を選択してください。", "Drag is not needed: move a card with its button.": "カードのボタンで次の段階へ進めます。", "Move on": "次へ進める", "No cards": "カードはありません",
    "{count} customers": "取引先 {count}社", "Find a customer": "取引先を検索", "City": "所在地", "Terms": "支払条件", "Owed": "売掛残高", "Choose a customer to see the details.": "取引先を選ぶと詳細が表示されます。",
    "Credit limit": "与信限度額", "Note": "メモ", "Save": "保存", "Month-end report": "月次レポート", "Everything your accountant asks for, in one file.": "税理士に渡す資料を1つのファイルにまとめます。",
    "Period": "対象期間", "Include drafts": "下書きを含める", "Build report": "レポートを作成", "Building…": "作成中…", "Ready": "完成しました", "Download": "ダウンロード", "Invoiced": "請求額", "Collected": "回収額", "Months": "月",
    "more": "増やす", "less": "減らす", "This page does not exist.": "ページが見つかりません。", "Loading…": "読み込み中…", "Could not save. Try again.": "保存できませんでした。もう一度お試しください。",
    "This month": "今月", "Last month": "先月", "This quarter": "今四半期",
}  # fmt: skip


def say(language: Language, text: str, **values: object) -> str:
    """`text` in the reader's language, with `{names}` filled in."""
    said = WORDS.get(text, text) if language == "ja" else text
    return said.format(**values) if values else said
