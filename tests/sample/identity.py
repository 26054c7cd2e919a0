"""Persons and organisations that cannot exist: pure functions of an index, so that no edit shifts another row.

ID numbers lie under 370999, a division code that is not assigned; names are made of 示例样范 and cyclical signs.
"""

import datetime

DIVISION = "370999"
SURNAMES = (
    "赵 钱 孙 李 周 吴 郑 王 冯 陈 褚 卫 蒋 沈 韩 杨 朱 秦 尤 许 何 吕 施 张 孔 曹 严 华 金 魏 陶 姜 戚 谢 邹 喻 "
    "柏 窦 章 云 苏 潘 葛 奚 彭 郎 鲁 韦 昌 马 苗 凤 花 方 俞 任 袁 柳 鲍 史 唐 费 廉 岑 薛 雷 贺 倪 汤 滕 罗 毕 郝 "
    "安 常 乐 于 时 傅 皮 卞 齐 康 伍 余 元 卜 顾 孟 平 黄 欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 令狐"
).split()
MIDDLES = "示例样范"
LASTS = "甲乙丙丁戊己庚辛壬癸子寅卯辰巳午未申酉戌亥"

# Names that trip programs: a middle dot, and characters outside GBK and outside the first plane.
SPECIAL = {905: "买买提·示例", 906: "李示㛃", 907: "吉例𠮷"}

FIRST_BIRTH = datetime.date(1962, 3, 1)
BIRTH_DAYS = (datetime.date(2003, 2, 28) - FIRST_BIRTH).days


def id_check(first17):
    """The check digit of GB 11643."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return "10X98765432"[sum(int(d) * w for d, w in zip(first17, weights)) % 11]


def person(index):
    """The name and the ID number of a person."""
    count = len(SURNAMES) * len(MIDDLES) * len(LASTS)
    place = (index * 1237) % count
    place, last = divmod(place, len(LASTS))
    place, middle = divmod(place, len(MIDDLES))
    name = SPECIAL.get(index, SURNAMES[place] + MIDDLES[middle] + LASTS[last])
    birth = FIRST_BIRTH + datetime.timedelta(days=(index * 5881 + index // 7) % BIRTH_DAYS)
    first17 = f"{DIVISION}{birth:%Y%m%d}{index % 997 + 1:03d}"
    return name, first17 + id_check(first17)


def credit_code(kind, serial):
    """A unified social credit code (GB 32100) of a kind such as 52 or 91, with a valid organisation code (GB 11714)."""
    body = f"{serial:08d}"
    c9 = 11 - sum(int(c) * w for c, w in zip(body, (3, 7, 9, 10, 5, 8, 4, 2))) % 11
    if c9 == 10:
        return credit_code(kind, serial + 5000)
    first17 = f"{kind}{DIVISION}{body}{c9 % 11}"
    alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    weights = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
    check = (31 - sum(alphabet.index(c) * w for c, w in zip(first17, weights)) % 31) % 31
    return first17 + alphabet[check]
