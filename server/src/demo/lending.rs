//! What the demo's partner lends, and who asks for it: the texts. What becomes of it is in `resources`.

use birqadam_paint::Theme;

/// What is lent.
pub struct Offer {
    pub kind: &'static str,
    pub title: &'static str,
    pub description: &'static str,
    pub address: &'static str,
    pub availability: &'static str,
    pub days: &'static str,
    pub quantity: i32,
    /// Days since it was offered.
    pub since: i64,
    pub picture: (Theme, u32),
}

pub const OFFERS: [Offer; 5] = [
    Offer {
        kind: "venue",
        title: "Зал мастерской на 80 мест",
        description: "Стулья, экран и проектор, чайник на всех. Подходит для встреч волонтёров и обучения.",
        address: "Тимирязева, 42",
        availability: "После 18:00, ключ у охраны",
        days: "every",
        quantity: 1,
        since: 120,
        picture: (Theme::Heritage, 41),
    },
    Offer {
        kind: "transport",
        title: "Автобус на 25 мест с водителем",
        description: "Довезём людей и инвентарь по городу и до 60 км от него. Топливо за нами.",
        address: "Рыскулова, 57",
        availability: "С 7:00 до 20:00, предупредите за два дня",
        days: "weekends",
        quantity: 1,
        since: 110,
        picture: (Theme::City, 42),
    },
    Offer {
        kind: "equipment",
        title: "Лопаты и грабли, 60 штук",
        description: "40 штыковых лопат и 20 веерных граблей, перчатки к ним. Вернуть чистыми.",
        address: "Рыскулова, 57",
        availability: "Выдача с 9:00 до 18:00",
        days: "every",
        quantity: 60,
        since: 95,
        picture: (Theme::Planting, 43),
    },
    Offer {
        kind: "equipment",
        title: "Звук для улицы: колонки и микрофоны",
        description: "Две колонки по 300 Вт, два радиомикрофона, пульт. Питание от сети или генератора.",
        address: "Рыскулова, 57",
        availability: "Выдача с 9:00 до 18:00, помогаем подключить",
        days: "every",
        quantity: 1,
        since: 60,
        picture: (Theme::Stadium, 44),
    },
    Offer {
        kind: "expertise",
        title: "Агроном: как посадить, чтобы прижилось",
        description: "Приедет на место, покажет посадку и полив, поможет выбрать саженцы. Қазақша және орысша.",
        address: "",
        availability: "По договорённости",
        days: "workdays",
        quantity: 1,
        since: 30,
        picture: (Theme::Park, 45),
    },
];

/// A request: for what, of which project, from which day for how many, and what became of it.
pub struct Asked {
    pub offer: usize,
    pub project: &'static str,
    /// Days from today; a weekend or workday near it is taken.
    pub day: i64,
    pub long: i64,
    pub notes: &'static str,
    /// Hours since it was asked.
    pub hours: i64,
    pub outcome: Outcome,
}

/// What became of a request.
pub enum Outcome {
    Pending,
    Approved,
    Countered { later: i64, message: &'static str },
    Rejected(&'static str),
    Withdrawn,
    Done(Option<&'static str>),
}

pub const REQUESTS: [Asked; 8] = [
    Asked {
        offer: 2,
        project: "Чистый парк Первого Президента",
        day: -12,
        long: 1,
        notes: "Уборка листьев, придут человек тридцать.",
        hours: 24 * 20,
        outcome: Outcome::Done(Some(
            "Лопаты были чистые и острые, хватило всем. Управились за полдня, парк не узнать. Спасибо!",
        )),
    },
    Asked {
        offer: 1,
        project: "Берега Большой Алматинки",
        day: -9,
        long: 1,
        notes: "Отвезти волонтёров к верхнему участку и обратно.",
        hours: 24 * 16,
        outcome: Outcome::Done(None),
    },
    Asked {
        offer: 0,
        project: "Тренировка во дворе",
        day: 4,
        long: 1,
        notes: "Тренировка в помещении, если пойдёт снег.",
        hours: 24 * 5,
        outcome: Outcome::Rejected(
            "Зал не подходит для спорта: паркет и стёкла. Спросите школу № 12, они открыты для всех.",
        ),
    },
    Asked {
        offer: 0,
        project: "Тропа на Кок-Жайляу: ремонт и разметка",
        day: 3,
        long: 1,
        notes: "Собрание перед выходом на тропу.",
        hours: 24 * 4,
        outcome: Outcome::Withdrawn,
    },
    Asked {
        offer: 3,
        project: "Чистый парк Первого Президента",
        day: 8,
        long: 1,
        notes: "Открытие сезона посадок, нужен звук на 200 человек.",
        hours: 24 * 3,
        outcome: Outcome::Approved,
    },
    Asked {
        offer: 1,
        project: "Берега Большой Алматинки",
        day: 6,
        long: 1,
        notes: "Двадцать человек и инвентарь, выезд в 8:00.",
        hours: 24 * 2,
        outcome: Outcome::Countered {
            later: 7, message: "В эти выходные автобус на техосмотре, в следующие он ваш."
        },
    },
    Asked {
        offer: 4,
        project: "Мың көшет: Есіл жағалауына ағаш отырғызу",
        day: 10,
        long: 1,
        notes: "Еріктілерге отырғызуды көрсету керек, екі топ.",
        hours: 52,
        outcome: Outcome::Pending,
    },
    Asked {
        offer: 2,
        project: "Чистый парк Первого Президента",
        day: 7,
        long: 2,
        notes: "Посадка кустов вдоль аллеи, 40 человек.",
        hours: 19,
        outcome: Outcome::Pending,
    },
];
