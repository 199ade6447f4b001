//! The closed list of what may differ between two names of one matter, and the words in which that must not be sought.
//!
//! An entry may be wrong about what a passage means as long as no two names that make sense differ by it alone. So each
//! list holds forms that turn a sensible name into the same matter or into nonsense, never into another matter.

use std::sync::LazyLock;

use hashbrown::HashMap;

use super::fold::is_han;

/// 的 between a modifier and what it modifies.
pub(super) const OF: char = '\u{1}';
/// 等 behind an enumeration: it is open.
pub(super) const ETC: char = '\u{2}';
/// A sign or word that joins the items of an enumeration.
pub(super) const AND: char = '\u{3}';
/// The same between alternatives. It is never taken for [`AND`]: of two bounds joined so, one is enough.
pub(super) const OR: char = '\u{4}';
/// 其 behind [`AND`]: what follows belongs to what stands before.
pub(super) const ITS: char = '\u{5}';

/// Words that begin or hold one of the other forms and are none.
const KEPT: &str = "\
    目的 的确 标的 的士 等级 等高 等于 等同 等值 等价 等效 等分 等距 等额 等候 等待 等比 等量 等压 等温 等深 \
    等势 等离子 等角 等边 等差 高等 中等 初等 平等 对等 同等 相等 均等 不等 特等 优等 劣等 上等 下等 头等 \
    何等 一等 二等 三等 四等 五等 甲等 乙等 丙等 丁等 次等 和平 和谐 和解 和约 和谈 和议 和会 和田 共和 \
    中和 饱和 调和 总和 缓和 温和 柔和 亲和 议和 求和 媾和 呼和 和睦 和好 和声 涉及 普及 危及 波及 遍及 触及 \
    提及 顾及 不及 埃及 以及时 及时 及格 及早 及第 累及 参与 给与 赋与 授与 付与 与会 与否 与其说 干与 赠与 \
    或许 或然 抑或 或缺 各自 各别 各级 各异 相关系数 相关性 相关分析 相关函数 自相关 互相关 有关系 没有关 \
    以前后 进行曲 进行中 进行时 气象 对象";

/// What a name may lack. `等情况` and the like stand with [`ROLES`].
const SOFT: &str = "各类 各种 各项 各个 各 有关 相关 进行了 进行 关于 《 》 〈 〉";

/// Connectives, and what they become.
const ROLES: &[(&str, &[char])] = &[
    ("的", &[OF]),
    ("等", &[ETC]),
    ("等等", &[ETC]),
    ("等内容", &[ETC]),
    ("等情况", &[ETC]),
    ("等方面", &[ETC]),
    ("等事项", &[ETC]),
    ("、", &[AND]),
    ("及", &[AND]),
    ("和", &[AND]),
    ("与", &[AND]),
    ("以及", &[AND]),
    ("及其", &[AND, ITS]),
    ("以及其", &[AND, ITS]),
    ("及其他", &[AND, '其', '他']),
    ("以及其他", &[AND, '其', '他']),
    ("及其它", &[AND, '其', '他']),
    ("以及其它", &[AND, '其', '他']),
    ("及其余", &[AND, '其', '余']),
    ("以及其余", &[AND, '其', '余']),
    ("及其中", &[AND, '其', '中']),
    ("以及其中", &[AND, '其', '中']),
    ("及其次", &[AND, '其', '次']),
    ("或", &[OR]),
    ("或者", &[OR]),
];

/// Two spellings or two words of one meaning, and slips of the pen that are seen in print.
const ONE: &[(&str, &str)] = &[
    ("帐", "账"),
    ("象", "像"),
    ("决窍", "诀窍"),
    ("濒点", "频点"),
    ("其它", "其他"),
    ("座标", "坐标"),
    ("部份", "部分"),
    ("成份", "成分"),
    ("身分", "身份"),
    ("水份", "水分"),
    ("制订", "制定"),
    ("签定", "签订"),
    ("联接", "连接"),
    ("联结", "连接"),
    ("复盖", "覆盖"),
    ("布署", "部署"),
    ("按装", "安装"),
    ("泄漏", "泄露"),
    ("渡假", "度假"),
    ("计画", "计划"),
    ("帐蓬", "账篷"),
    ("帐篷", "账篷"),
    ("○", "〇"),
    ("之前", "前"),
    ("以前", "前"),
    ("之后", "后"),
    ("以后", "后"),
    ("之内", "内"),
    ("以内", "内"),
    ("之外", "外"),
    ("以外", "外"),
    ("之间", "间"),
    ("尚未", "未"),
    ("未经", "未"),
    ("尚未经", "未"),
    ("全国性", "全国"),
    ("区域性", "区域"),
    ("地区性", "地区"),
    ("全局性", "全局"),
    ("综合性", "综合"),
    ("专业性", "专业"),
    ("阶段性", "阶段"),
    ("系统性", "系统"),
    ("整体性", "整体"),
    ("长期性", "长期"),
    ("政策性", "政策"),
    ("战略性", "战略"),
    ("行业性", "行业"),
];

/// Units, which are such only behind a number.
pub(super) const UNITS: &[(&str, &str)] = &[
    ("平方公里", "平方千米"),
    ("km2", "平方千米"),
    ("km^2", "平方千米"),
    ("m2", "平方米"),
    ("m^2", "平方米"),
    ("公里", "千米"),
    ("km", "千米"),
    ("m", "米"),
    ("cm", "厘米"),
    ("mm", "毫米"),
    ("mGal", "毫伽"),
    ("公斤", "千克"),
    ("kg", "千克"),
    ("公顷", "公顷"),
    ("ha", "公顷"),
];

/// Words of which a slip is known: two characters changed places or, in words of four and more, one inside is missing.
/// Not in the list is a word of which such a form means something else: 产生 and 生产, 运输 and 输运, 重力测量 and 重测量.
const WORDS: &str = "\
    数据 坐标 资料 档案 措施 方案 参数 成果 技术 统计 规划 研究 测绘 控制 测量 评分 收藏 编研 材料 精密 卫星 \
    军事 密度 水准 观测 处理 保卫 设施 设备 装备 项目 部门 系统 网络 通信 试题 答案 考试 历史 隐私 \
    控制点 比例尺 分辨率 坐标系 数字化 毫伽 数据库 答题卡 重力异常 垂线偏差 数字高程 坐标成果 测绘成果 \
    统计数字 统计数据 转换参数 技术参数 保密处理 军事禁区 军事设施 观测成果 三角测量 导线测量 天文测量 \
    卫星大地测量 大地坐标系 地心坐标系 独立坐标系 发明创造 特种工艺 保卫方案 编研材料 基础测绘 应急预案 \
    技术方案 实施方案 信息系统 地质资料 区域绝对重力 布格重力异常图 均衡图 高程注记点 国家基本比例尺 平面图 \
    剖面图 个人隐私 领土归属 边界勘定 民族关系 设计图纸";

/// A form that stands in a name, and what it becomes.
pub(super) struct Phrase {
    pub(super) form: String,
    pub(super) meaning: String,
    /// The second character of the form, which tells most texts apart from it.
    second: Option<char>,
    is_slip: bool,
}

/// The forms by their first character, of each the longest first.
pub(super) struct Phrases {
    by_first: Vec<Vec<Phrase>>,
    /// By character of the first plane, the place of the forms that begin with it. Most begin none, which is the first.
    places: Vec<u16>,
}

impl Phrase {
    /// Whether a text begins with the form, given that its first character does, and its second character.
    fn begins(&self, second: Option<char>, text: &str) -> bool {
        (self.second.is_none() || self.second == second) && text.starts_with(&self.form)
    }
}

pub(super) static PHRASES: LazyLock<Phrases> = LazyLock::new(Phrases::new);

impl Phrases {
    fn new() -> Self {
        let mut forms: HashMap<String, (String, bool)> = HashMap::new();
        let mut add = |form: &str, meaning: String, is_slip| {
            forms.entry(form.to_owned()).or_insert((meaning, is_slip));
        };
        KEPT.split(' ').for_each(|word| add(word, word.replace('象', "像"), false));
        SOFT.split(' ').for_each(|form| add(form, String::new(), false));
        ROLES.iter().for_each(|(form, role)| add(form, role.iter().collect(), false));
        ONE.iter().for_each(|(form, meaning)| add(form, (*meaning).to_owned(), false));
        WORDS.split(' ').for_each(|word| add(word, word.to_owned(), false));
        for word in WORDS.split(' ') {
            slips(word).iter().for_each(|slip| add(slip, word.to_owned(), true));
        }
        let phrase = |(form, (meaning, is_slip)): (String, (String, bool))| Phrase {
            second: form.chars().nth(1),
            form,
            meaning,
            is_slip,
        };
        Self::by_first(forms.into_iter().map(phrase).collect())
    }

    fn by_first(mut all: Vec<Phrase>) -> Self {
        all.sort_by(|a, b| b.form.len().cmp(&a.form.len()).then_with(|| a.form.cmp(&b.form)));
        let mut phrases = Phrases { by_first: vec![Vec::new()], places: vec![0; 1 << 16] };
        for phrase in all {
            let first = phrase.form.chars().next().expect("bug: a form of no characters");
            let place = phrases.places.get_mut(first as usize).expect("bug: a form of another plane");
            if *place == 0 {
                *place = phrases.by_first.len() as u16;
                phrases.by_first.push(Vec::new());
            }
            phrases.by_first[*place as usize].push(phrase);
        }
        phrases
    }

    /// The longest form at the start of a text that begins with `first`. A slip is one only where it stands between other
    /// forms and signs: 技方案 of 科技方案 is no slip of 技术方案.
    pub(super) fn at(&self, first: char, text: &str, after_border: bool) -> Option<&Phrase> {
        let stands_alone = |phrase: &Phrase| after_border && self.is_border(&text[phrase.form.len()..]);
        let phrases = self.beginning_with(first);
        let second = if phrases.is_empty() { None } else { text.chars().nth(1) };
        phrases.iter().find(|phrase| phrase.begins(second, text) && (!phrase.is_slip || stands_alone(phrase)))
    }

    fn is_border(&self, text: &str) -> bool {
        let Some(first) = text.chars().next().filter(|c| is_han(*c)) else { return true };
        let phrases = self.beginning_with(first);
        let second = if phrases.is_empty() { None } else { text.chars().nth(1) };
        phrases.iter().any(|phrase| !phrase.is_slip && phrase.begins(second, text))
    }

    fn beginning_with(&self, first: char) -> &[Phrase] {
        let place = self.places.get(first as usize).copied().unwrap_or_default();
        &self.by_first[place as usize]
    }
}

/// What comes of a word when two neighbours change places, or a character that is neither first nor last is missing.
fn slips(word: &str) -> Vec<String> {
    let chars: Vec<char> = word.chars().collect();
    let swapped = (1..chars.len()).map(|at| {
        let mut chars = chars.clone();
        chars.swap(at - 1, at);
        chars
    });
    let inside = if chars.len() < 4 { 1..1 } else { 1..chars.len() - 1 };
    let shortened = inside.map(|at| [&chars[..at], &chars[at + 1..]].concat());
    swapped.chain(shortened).map(|chars| chars.into_iter().collect()).filter(|slip| slip != word).collect()
}
