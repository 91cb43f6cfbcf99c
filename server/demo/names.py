"""Names for imaginary people and companies. None is meant to be anybody."""

from __future__ import annotations

import random

_FAMILY_JA = (
    "佐々木 鈴木 渡辺 加藤 吉田 山田 松本 井上 木村 林 斎藤 清水 山崎 森 池田 橋本 阿部 石川 前田 藤田 "
    "岡田 後藤 長谷川 村上 近藤 石井 坂本 遠藤 青木 西村"
)
_GIVEN_JA = (
    "陽菜 結衣 葵 さくら 美優 遥 真央 千尋 由美 恵子 大輔 翔太 拓也 直樹 健太 悠斗 颯太 亮 誠 和也 智子 "
    "裕子 香織 真理子 浩 茂 勇気 海斗 奈々 彩"
)
_ROMAN_JA = (
    "sasaki suzuki watanabe kato yoshida yamada matsumoto inoue kimura hayashi saito shimizu yamazaki "
    "mori ikeda hashimoto abe ishikawa maeda fujita okada goto hasegawa murakami kondo ishii sakamoto "
    "endo aoki nishimura"
)
_FAMILY_EN = (
    "Harper Quinn Bennett Foster Okafor Lindqvist Moreau Sharma Novak Whitaker Delgado Fischer Kaur Marsh "
    "Petrov Walsh Haddad Ngata Lambert Costa Byrne Ivanova Tran Sutton Abara Keller Romano Vance Ellery "
    "Dang"
)
_GIVEN_EN = (
    "Amelia Oliver Grace Theo Isla Noah Ruby Leo Maya Ethan Zoe Finn Clara Hugo Nadia Samuel Ines Tomas "
    "Leila Arthur Freya Jonas Aisha Victor Elena Kofi Mei Oscar Tara Ravi"
)

COMPANIES_JA = (
    ("つばさ商会", "wholesale"),
    ("みずほ台製菓", "food"),
    ("北陽建設", "construction"),
    ("さくら野クリニック", "clinics"),
    ("光洋精機工業", "manufacturing"),
    ("えびす屋酒造", "food"),
    ("青嵐デザイン", "design"),
    ("東雲ロジスティクス", "logistics"),
    ("山吹不動産", "real estate"),
    ("まつかぜ出版", "publishing"),
    ("朝凪水産", "food"),
    ("白樺ホテルズ", "hotels"),
    ("千代川電設", "construction"),
    ("ことり保育園グループ", "childcare"),
    ("大樹ファーム", "agriculture"),
    ("藍染テキスタイル", "textiles"),
    ("ひなた介護サービス", "care"),
    ("銀嶺スポーツ", "retail"),
    ("五十鈴薬品", "pharmacy"),
    ("風待ち観光", "travel"),
)
COMPANIES_EN = (
    ("Alderbrook Consulting", "consulting"),
    ("Bluefin Marine", "marine"),
    ("Cobalt & Rye", "restaurants"),
    ("Driftwood Media", "media"),
    ("Eastgate Clinics", "clinics"),
    ("Fernhill Farms", "agriculture"),
    ("Gilded Kettle", "retail"),
    ("Hartwell Legal", "legal"),
    ("Ironbark Builders", "construction"),
    ("Juniper Labs", "biotech"),
    ("Kingsway Travel", "travel"),
    ("Lumen Optics", "manufacturing"),
    ("Millstone Bakery", "food"),
    ("Nimbus Freight", "logistics"),
    ("Orchard Schools", "education"),
)


def person_name(chance: random.Random, japanese: bool) -> tuple[str, str]:
    """A full name and the part of an address before the @."""
    if not japanese:
        given, family = chance.choice(_GIVEN_EN.split()), chance.choice(_FAMILY_EN.split())
        return f"{given} {family}", f"{given}.{family}".lower()
    place = chance.randrange(len(_FAMILY_JA.split()))
    return f"{_FAMILY_JA.split()[place]} {chance.choice(_GIVEN_JA.split())}", _ROMAN_JA.split()[place]
