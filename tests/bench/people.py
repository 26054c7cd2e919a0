"""Payments to people who do not exist: a list for each district and batch, the same in every run.

ID numbers lie under division codes that are not assigned, have a valid check digit (GB 11643), and each stands once in
all lists of a size, so that no rule finds anybody paid twice.
"""

import os

# Slug, name, division code of its people, share of all rows. Slugs are those of the sample's settings.
DISTRICTS = [
    ("taishan", "泰山区", "370951", 18),
    ("daiyue", "岱岳区", "370952", 14),
    ("ningyang", "宁阳县", "370953", 12),
    ("dongping", "东平县", "370954", 11),
    ("xintai", "新泰市", "370955", 20),
    ("feicheng", "肥城市", "370956", 16),
    ("gaoxin", "泰安高新区", "370957", 5),
    ("taishan-scenic", "泰山景区", "370958", 2),
    ("cuwen-scenic", "徂汶景区", "370959", 2),
]
BATCHES = 24
HEADER = "序号,姓名,身份证号,培训机构,职业（工种）,等级,补贴金额,结业日期"
SURNAMES = "赵 钱 孙 李 周 吴 郑 王 冯 陈 褚 卫 蒋 沈 韩 杨 朱 秦 尤 许 何 吕 施 张 孔 曹 严 华 金 魏 欧阳 令狐".split()
GIVEN = [middle + last for middle in "示例样范" for last in "甲乙丙丁戊己庚辛壬癸子寅卯辰巳午未申酉戌亥"]
SCHOOLS = [f"示例市{place}{kind}" for place in ("东岳", "汶阳", "清河", "桃源", "石横", "新甫")
           for kind in ("职业培训学校", "技工学校", "职业技能培训中心")]
JOBS = "中式烹调师 中式面点师 保育师 育婴员 养老护理员 电工 焊工 美容师 家政服务员 叉车司机 砌筑工 缝纫工 茶艺师".split()
LEVELS = ["五级/初级工", "四级/中级工", "三级/高级工", "二级/技师"]
AMOUNTS = [600, 700, 800, 900, 1000, 1200, 1500, 1800, 2000]

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK = "10X98765432"
BIRTHDAYS = [f"{1965 + at // 336}{1 + at // 28 % 12:02}{1 + at % 28:02}" for at in range(40 * 336)]
SERIALS = 1000


def weighed(digits, first):
    """What digits add to the check sum of an ID number, the first of them at a place."""
    return sum(int(digit) * weight for digit, weight in zip(digits, WEIGHTS[first:]))


BIRTHDAY_SUMS = [weighed(text, 6) for text in BIRTHDAYS]
SERIAL_SUMS = [weighed(f"{at:03}", 14) for at in range(SERIALS)]


def id_number(division, index):
    """The ID number of a district's person; no two persons of a district have the same."""
    # A multiplier without a common divisor leads to every place once.
    place = index * 8_765_431 % (len(BIRTHDAYS) * SERIALS)
    day, serial = divmod(place, SERIALS)
    total = weighed(division, 0) + BIRTHDAY_SUMS[day] + SERIAL_SUMS[serial]
    return f"{division}{BIRTHDAYS[day]}{serial:03}{CHECK[total % 11]}"


def shares(total, weights):
    """A total in parts by weight; the parts add up to it."""
    bounds = [total * sum(weights[:count]) // sum(weights) for count in range(len(weights) + 1)]
    return [end - start for start, end in zip(bounds, bounds[1:])]


def row(number, division, index, month):
    """One line of a list, and its amount."""
    # Scattered by the golden ratio: no two neighbours look alike, and no generator keeps a state.
    mixed = (index + int(division)) * 2_654_435_761 & 0xFFFF_FFFF
    amount = AMOUNTS[mixed // 7 % len(AMOUNTS)]
    name = SURNAMES[mixed // 11 % len(SURNAMES)] + GIVEN[mixed // 13 % len(GIVEN)]
    school = SCHOOLS[mixed // 97 % len(SCHOOLS)]
    job, level = JOBS[mixed // 17 % len(JOBS)], LEVELS[mixed // 19 % len(LEVELS)]
    person = id_number(division, index)
    return f"{number},{name},{person},{school},{job},{level},{amount},2025-{month:02}-{1 + mixed // 23 % 28:02}", amount


def write_list(path, division, first, count, month):
    """Writes a list of a district's next people; gives the sum of its amounts."""
    lines, total = [HEADER], 0
    for number in range(1, count + 1):
        line, amount = row(number, division, first + number, month)
        lines.append(line)
        total += amount
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write("\n".join(lines) + "\n")
    return total


def write_lists(folder, rows, batches=BATCHES):
    """Writes all lists of so many rows: DISTRICT/BATCH.csv each, and lists.csv, which says what there is."""
    table = ["district,name,batch,title,persons,amount"]
    counts = shares(rows, [share for *_, share in DISTRICTS])
    for (slug, name, division, _), count in zip(DISTRICTS, counts):
        os.makedirs(os.path.join(folder, slug))
        first = 0
        sizes = shares(count, [70 + (int(division) + batch * 17) * 13 % 61 for batch in range(batches)])
        for batch, size in enumerate(sizes, start=1):
            path = os.path.join(folder, slug, f"b{batch:03}.csv")
            total = write_list(path, division, first, size, 1 + (batch - 1) * 12 // batches)
            table.append(f"{slug},{name},b{batch:03},2025年第{batch}批,{size},{total}")
            first += size
    with open(os.path.join(folder, "lists.csv"), "w", encoding="utf-8") as file:
        file.write("\n".join(table) + "\n")
