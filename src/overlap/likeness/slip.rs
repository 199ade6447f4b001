//! Whether two names that nothing else makes alike differ by one slip of the pen: a character left out or put in, or two
//! neighbours that changed places.
//!
//! A slip is of characters that say nothing by themselves and stand among others that tell nothing apart; all lists are
//! closed. What is in no list is never left out by a slip, for it may be a word of its own (铀 of 铀矿).

use std::sync::LazyLock;

use super::fold::is_han;
use super::shape::Shape;

/// So many Han characters at least both names have: in a shorter one a character is too much of what it says.
pub(super) const AT_LEAST: usize = 12;

/// Characters that are half of a word wherever they stand in such names, and of which the other half says nothing alone.
/// Not in the list is what is a word, a suffix or a modifier elsewhere: 性 化 率, 图 表, 拟 预 检 监 观.
const HALVES: &str = "\
    措施档资据规划研究绘范围备设益济响构督训培练促障护理协谈判订查询咨置演习侦察策略执讨释献验序域\
    扰融贸育息泄损严隐窍议狱鉴程续覆创健疗陷胁御袭怖突疏务责依挥材遗筹汇筛摘况趋畴赔偿抚恤困\
    碍纠纷讼磋援辐污染述颁履坐谍搜励邀敏谐睦掘缔宣骚颠描遴弊溉毕酬慎谨遵诚慰蔽徙";

/// Characters that are half of a word only in [`BROKEN`], and elsewhere a word, an ending or a name: 预算案, 三叠纪, 麻醉术.
const ENDS: &str = "案料术录果素律纪态索籍纲舞诀登威估";

const BROKEN: &str = "\
    档案 方案 答案 预案 草案 资料 材料 技术 学术 艺术 目录 记录 成果 结果 效果 要素 因素 元素 规律 法律 纪律 世纪 \
    状态 检索 搜索 户籍 书籍 纲要 舞弊 诀窍 登记 威胁 评估";

/// Characters that may make one matter another: number, measure, sign, comparison, negation, time, place, direction,
/// rank, kind, side, nation, matter. No slip is of one of them, and no character is left out beside one.
const TELLING: &str = "\
    一二三四五六七八九十百千万亿〇零两半双单几多少倍甲乙丙丁戊己庚辛壬癸第号级类型款期卷册批版段章节条款项次届等\
    个件份名位吨克米里亩升秒分度率值比幅枚架艘辆套部\
    大小高低长短深浅厚薄宽窄远近快慢轻强弱超满逾过足最更较极微巨优劣好坏良\
    不非未无没免否勿莫别禁限除仅只违反抗防逆拒失缺欠有可能应须必将已曾正在拟准\
    前后先时中初末始终早晚年月日季周旬昼夜今昔现原旧新老古近代期间\
    内外上下左右东南西北海陆空水天地市区国州乡镇村街港澳台岛山江河湖洋境边岸里旁顶底界球\
    正副主次首总分支全局整共各每某本其他它该此这那另同异特专兼通常临急重要\
    军民公私商警敌我友官兵战武进出入来往去回输运送收发存取买卖借还增减加扩缩升降开关始停起止男女父母子老幼少青\
    红黄蓝绿黑白紫灰冷热温寒干湿软硬静动固液气声光电磁热核火油煤矿铁钢铜金银铝铅锌锡镍钨钼锂铀钍钚氢氦氧氮氚硫磷碳硅\
    木石土沙盐酸碱粮棉麦稻米豆糖茶烟酒肉鱼猪牛羊马鸡犬鼠虫草树花种苗药毒菌病疫血\
    中美英法德俄日韩朝印越欧亚非澳加意汉藏蒙回满壮苗彝维和与及或以为之的";

/// Heads and endings of one character. No character is left out beside one: 油料库 is no slip of 油库.
const HEADS: &str = "\
    数图表书册库站点线网场所室处局院厅机器仪员者家人队组团会社党校馆车船舰艇弹枪炮雷箭星弓刀路桥港坝堤闸井塔楼房厂店\
    性化式型法力量学题卡卷码文字信号波频道层面体块带片条桶箱袋包瓶管泵阀源能势差";

/// Words in which one of [`HALVES`] says something of its own. No slip takes it from them.
const WHOLE: &str = "\
    备用 备选 备考 录用 录像 录音 查验 查抄 订货 援建 续建 续约 续签 育肥 护卫 护航 护士 \
    护理 护林 理科 理赔 律师 议价 务工 务农 序言 程控 执勤 坐骑 材质 染色 验票 查封 突击 \
    袭扰 创伤 遗址 遗产 合理 执政 施用 政协 作协 科协 筹委 执委 练习 创作 创业 创收 投融 资费 资历 资方 \
    资本 育才 理事 设想 师范 验算 验方";

/// Words that may be what was meant where two characters meet because one between them is gone.
const MET: &str = "\
    教材 教师 教程 教研 教务 教案 工程 工业 工作 工资 工具 事故 事业 事务 任职 任教 财产 \
    财政 财务 建设 建议 建筑 规格 规模 规范 规程 规则 结合 结算 结构 结论 保安 保险 保证 \
    保密 保护 保障 保卫 成品 成绩 方向 方针 调查 调解 经费 经理 经营 经验 试制 试行 试用 \
    试飞 实习 实物 实况 实测 评标 评价 评审 流程 决算 决定 决议 决策 具备 作业 制造 制定 \
    考试 考生 立案 证明 利用 利润 解密 解放 物品 物质 物资 物价 生产 生活 生物 救灾 救护 \
    服装 服役 债权 债券 产权 产品 产业 科技 科目 技术 目录 目标 定价 定额 计算 计划 审计 \
    审查 审定 训令 查勘 勘测 测验 测绘 师生 利税 保价 保修 演练 评卷 规划 查看 查问 采样 采购 采伐 招标 招聘 收益";

/// Words that are other words backwards.
const TURNED: &str = "\
    会议 议会 决议 议决 理论 论理 置备 备置 具备 备具 教训 训教 判裁 裁判 评判 判评 物理 理物 文案 \
    案文 材质 质材 学理 理学 工程 程工 学术 术学 学习 习学 实习 习实 教练 练教 训导 导训 护养 养护 \
    水域 域水 案卷 卷案 规正 正规 法规 规法 资质 质资 记述 述记 议案 案议 查探 探查 索引 引索 序列 \
    列序 议题 题议 查抄 抄查 查核 核查 制订 订制 资投 投资 物资 资物 工料 料工 料理 理料 诊疗 疗诊 \
    果结 结果 用备 备用 战备 备战 考察 察考 籍贯 贯籍 务实 实务 文艺 艺文 事理 理事 作协 协作 素色 \
    色素 义演 演义 林果 果林 果蔬 蔬果 案犯 犯案 护照 照护 汇票 票汇 务工 工务 理会 会理 育肥 肥育 \
    断续 续断 合理 理合 勘查 查勘";

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// No slip touches it: what is no Han character, and [`TELLING`].
    Fixed,
    Head,
    Plain,
    End,
    Half,
}

struct Lists {
    /// Of the Han characters from U+4E00.
    classes: Vec<Class>,
    broken: Vec<[char; 2]>,
    whole: Vec<[char; 2]>,
    met: Vec<[char; 2]>,
    turned: Vec<[char; 2]>,
}

const FIRST: char = '\u{4e00}';
const LAST: char = '\u{9fff}';

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let mut classes = vec![Class::Plain; LAST as usize - FIRST as usize + 1];
    let lists = [(HALVES, Class::Half), (ENDS, Class::End), (HEADS, Class::Head), (TELLING, Class::Fixed)];
    for (list, class) in lists {
        list.chars().filter(|c| *c >= FIRST).for_each(|c| classes[c as usize - FIRST as usize] = class);
    }
    Lists { classes, broken: pairs(BROKEN), whole: pairs(WHOLE), met: pairs(MET), turned: pairs(TURNED) }
});

fn pairs(words: &str) -> Vec<[char; 2]> {
    let pair = |word: &str| <[char; 2]>::try_from(word.chars().collect::<Vec<_>>()).expect("bug: no word of two");
    let mut pairs: Vec<[char; 2]> = words.split(' ').map(pair).collect();
    pairs.sort_unstable();
    pairs
}

fn is_in(list: &[[char; 2]], word: [char; 2]) -> bool {
    list.binary_search(&word).is_ok()
}

fn class(c: char) -> Class {
    if (FIRST..=LAST).contains(&c) { LISTS.classes[c as usize - FIRST as usize] } else { Class::Fixed }
}

/// Whether a character stands in the same place among its likes in two names that are one slip apart.
pub(super) fn is_fixed(c: char) -> bool {
    class(c) == Class::Fixed
}

/// Whether a slip may leave out the second of three neighbours.
pub(super) fn may_lack([before, c, after]: [char; 3]) -> bool {
    let words = [[before, c], [c, after]];
    let is_half = match class(c) {
        Class::Half => true,
        Class::End => words.iter().any(|word| is_in(&LISTS.broken, *word)),
        Class::Fixed | Class::Head | Class::Plain => false,
    };
    let is_free = |c| !matches!(class(c), Class::Fixed | Class::Head);
    is_half
        && is_free(before)
        && is_free(after)
        && !words.iter().any(|word| is_in(&LISTS.whole, *word))
        && !is_in(&LISTS.met, [before, after])
}

/// Whether two neighbours may have changed places by a slip.
pub(super) fn may_turn([one, other]: [char; 2]) -> bool {
    let words = [[one, other], [other, one]];
    let is_half = class(one) == Class::Half || class(other) == Class::Half;
    one != other
        && !is_fixed(one)
        && !is_fixed(other)
        && (is_half || words.iter().any(|word| is_in(&LISTS.broken, *word)))
        && !words.iter().any(|word| is_in(&LISTS.turned, *word))
}

/// Whether a key is long enough for slips.
pub(super) fn is_long(key: &str) -> bool {
    key.len() >= AT_LEAST * FIRST.len_utf8() && key.chars().filter(|c| is_han(*c)).nth(AT_LEAST - 1).is_some()
}

/// Whether the names differ by one slip.
pub(super) fn is_slip(first: &Shape, second: &Shape) -> bool {
    let (longer, shorter) = if first.key.len() >= second.key.len() { (first, second) } else { (second, first) };
    if !is_long(&shorter.key) {
        return false;
    }
    let same = longer.key.chars().zip(shorter.key.chars()).take_while(|(one, other)| one == other);
    let before: usize = same.map(|(c, _)| c.len_utf8()).sum();
    let (in_longer, in_shorter) = (&longer.key[before..], &shorter.key[before..]);
    let mut chars = in_longer.chars();
    let (Some(c), behind) = (chars.next(), chars.as_str()) else { return false };
    if behind == in_shorter {
        return lacks(longer, shorter, before, c);
    }
    let mut turned = in_shorter.chars();
    let Some(other) = turned.next() else { return false };
    behind.strip_prefix(other).is_some_and(|rest| turned.as_str().strip_prefix(c) == Some(rest))
        && may_turn([c, other])
        && [longer, shorter].iter().all(|shape| !shape.is_joint(before + c.len_utf8()))
}

/// Whether the shorter lacks by a slip the character that stands at a place of the longer.
fn lacks(longer: &Shape, shorter: &Shape, place: usize, c: char) -> bool {
    let behind = place + c.len_utf8();
    let (Some(before), Some(after)) = (longer.key[..place].chars().next_back(), longer.key[behind..].chars().next())
    else {
        return false;
    };
    may_lack([before, c, after]) && !longer.is_joint(place) && !longer.is_joint(behind) && !shorter.is_joint(place)
}
