/* Word lists of the bench data, each ended by NULL: names, companies, places and what people note down. */
#ifndef BENCH_WORDS_H
#define BENCH_WORDS_H

/* Russian surnames are a root and an ending; the second of a pair is the feminine one. */
static const char *const ru_roots[] = {"Иван", "Петр", "Сидор", "Кузнец", "Смирн", "Попов",
	"Васильев", "Михайл", "Новик", "Фёдор", "Мороз", "Волк", "Алексе", "Лебед", "Семён", "Егор",
	"Павл", "Козл", "Степан", "Никола", "Орл", "Андре", "Макар", "Никит", "Захар", "Зайц",
	"Соловь", "Борис", "Яковл", "Григорь", "Роман", "Воробь", "Серге", "Кузьм", "Фрол",
	"Дмитри", "Корол", "Гусар", "Киселёв", "Ильин", "Максим", "Поляк", "Сорок", "Виноград",
	"Ковал", "Белоз", "Медвед", "Антон", "Тарас", "Жуков", "Баран", "Филипп", "Комар", "Давыд",
	"Герасим", "Богдан", "Осип", "Матве", "Марк", "Мирон", "Крыл", "Кулик", "Карп", "Влас",
	"Мельник", "Денис", "Гаврил", "Тихон", "Казак", "Афанась", "Данил", "Савель", "Тимофе",
	"Фомин", "Чернов", "Абрам", "Мартын", "Ефим", "Федот", "Щербак", "Назар", "Калинин",
	"Исаев", "Чернышёв", "Быстр", "Маслен", "Родион", "Коновал", "Лазар", "Воронин", "Климен",
	"Филат", "Понамар", "Голуб", "Кудряш", "Прохор", "Потап", NULL};
static const char *const ru_endings[][2] = {{"ов", "ова"}, {"ев", "ева"}, {"ин", "ина"},
	{"ский", "ская"}, {"енко", "енко"}, {"ук", "ук"}, {"янц", "янц"}, {"ович", "ович"}};
static const char *const ru_men[] = {"Александр", "Сергей", "Дмитрий", "Андрей", "Алексей",
	"Максим", "Евгений", "Иван", "Михаил", "Артём", "Николай", "Владимир", "Павел", "Роман",
	"Илья", "Кирилл", "Олег", "Константин", "Виктор", "Юрий", "Денис", "Антон", "Игорь",
	"Никита", "Пётр", "Фёдор", NULL};
static const char *const ru_women[] = {"Елена", "Ольга", "Наталья", "Екатерина", "Анна", "Татьяна",
	"Мария", "Ирина", "Юлия", "Светлана", "Анастасия", "Дарья", "Марина", "Людмила", "Виктория",
	"Ксения", "Надежда", "Галина", "Полина", "Вера", "Алёна", "Софья", NULL};
static const char *const ru_fathers[] = {"Александров", "Сергеев", "Дмитриев", "Андреев",
	"Алексеев", "Максимов", "Иванов", "Михайлов", "Николаев", "Владимиров", "Павлов", "Романов",
	"Олегов", "Викторов", "Юрьев", "Игорев", "Петров", "Борисов", NULL};

/* Polish: root and a pair of endings likewise. */
static const char *const pl_roots[] = {"Nowak", "Kowal", "Wiśniew", "Dąbrow", "Lewandow", "Wójcik",
	"Kamiń", "Kozłow", "Jankow", "Mazur", "Wojciechow", "Kwiatkow", "Krawczyk", "Kaczmar",
	"Piotrow", "Grabow", "Zając", "Pawłow", "Michal", "Król", "Wieczorek", "Jabłoń", "Wróbel",
	"Majew", "Olszew", "Stępień", "Malinow", "Jawor", "Adamczyk", "Dudek", "Górski", "Sikor",
	"Walczak", "Rutkow", "Baran", "Szewczyk", "Ostrow", "Tomaszew", "Pietrzak", "Zalew",
	"Wróblew", "Marcinia", "Jasiń", "Zawadz", "Bąkow", "Szymczak", "Żeberek", "Łukasik",
	"Ćwikliń", "Śliwiń", NULL};
static const char *const pl_endings[][2] = {{"ski", "ska"}, {"", ""}, {"cki", "cka"}, {"ek", "ek"},
	{"czyk", "czyk"}, {"owicz", "owicz"}};
static const char *const pl_men[] = {"Piotr", "Krzysztof", "Andrzej", "Tomasz", "Paweł", "Jan",
	"Michał", "Marcin", "Jakub", "Adam", "Stanisław", "Marek", "Łukasz", "Grzegorz", "Wojciech",
	"Rafał", "Sławomir", "Władysław", NULL};
static const char *const pl_women[] = {"Anna", "Maria", "Katarzyna", "Małgorzata", "Agnieszka",
	"Barbara", "Ewa", "Krystyna", "Magdalena", "Elżbieta", "Joanna", "Zofia", "Monika",
	"Bożena", "Grażyna", "Żaneta", "Łucja", NULL};

static const char *const la_roots[] = {"Ander", "John", "Will", "Thom", "Rob", "Mar", "Hart",
	"Wood", "Black", "White", "Stern", "Berg", "Schmid", "Müll", "Schröd", "Weiß", "Krüg",
	"Fisch", "Haw", "Green", "North", "West", "Ash", "Brad", "Cliff", "Dal", "Ell", "Ford",
	"Garn", "Hol", "Jef", "Kend", "Lam", "Mont", "New", "Oak", "Perr", "Quin", "Ric", "Stan",
	"Turn", "Under", "Wat", "Duran", "Garc", "Moreau", "Lefè", "Noël", "O'Conn", "Mc", NULL};
static const char *const la_endings[] = {"son", "ton", "man", "er", "field", "ley", "well", "ard",
	"ford", "by", "mann", "ström", "sen", "ia", "or", NULL};
static const char *const la_given[] = {"James", "Mary", "Robert", "Patricia", "John", "Jennifer",
	"Michael", "Linda", "David", "Elizabeth", "William", "Barbara", "Richard", "Susan",
	"Joseph", "Jessica", "Thomas", "Sarah", "Hans", "Greta", "Jürgen", "Zoë", "François",
	"Chloé", "José", "Inés", "Björn", "Åsa", NULL};

/* Companies are two of these and a number. */
static const char *const ru_company[] = {"Север", "Восток", "Строй", "Торг", "Авто", "Мед", "Агро",
	"Пром", "Энерго", "Транс", "Тех", "Снаб", "Инвест", "Гарант", "Союз", "Маяк", "Вектор",
	"Альфа", "Ромашка", "Уют", "Логистик", "Сервис", "Мебель", "Печать", "Хлеб", "Берег", NULL};
static const char *const pl_company[] = {"Bud", "Dom", "Trans", "Agro", "Med", "Inter", "Euro",
	"Pol", "Tech", "Auto", "Mebel", "Druk", "Elektro", "Hurt", "Żagiel", "Świt", "Łąka",
	"Zdrój", NULL};
static const char *const la_company[] = {"North", "Blue", "Silver", "Bright", "Prime", "Global",
	"Nova", "Delta", "Omega", "Atlas", "Harbor", "Summit", "River", "Stone", "Cedar", "Iron",
	"Clear", "Rapid", NULL};

struct place {
	const char *city, *country;
};
static const struct place ru_places[] = {{"Москва", "Россия"}, {"Санкт-Петербург", "Россия"},
	{"Новосибирск", "Россия"}, {"Екатеринбург", "Россия"}, {"Казань", "Россия"},
	{"Самара", "Россия"}, {"Нижний Новгород", "Россия"}, {"Пермь", "Россия"},
	{"Орёл", "Россия"}, {"Минск", "Беларусь"}, {"Алматы", "Казахстан"},
	{"Ростов-на-Дону", "Россия"}};
static const struct place pl_places[] = {{"Warszawa", "Polska"}, {"Kraków", "Polska"},
	{"Łódź", "Polska"}, {"Wrocław", "Polska"}, {"Poznań", "Polska"}, {"Gdańsk", "Polska"},
	{"Szczecin", "Polska"}, {"Białystok", "Polska"}, {"Rzeszów", "Polska"}};
static const struct place la_places[] = {{"London", "United Kingdom"}, {"Berlin", "Germany"},
	{"München", "Germany"}, {"Paris", "France"}, {"Madrid", "Spain"}, {"Dublin", "Ireland"},
	{"Köln", "Germany"}, {"New York", "United States"}, {"Chicago", "United States"}};

static const char *const ru_words[] = {"клиент", "просил", "перезвонить", "после", "обеда",
	"договор", "подписан", "отправить", "счёт", "на", "оплату", "скидка", "поставка", "склад",
	"встреча", "в", "офисе", "по", "телефону", "интересует", "цена", "срок", "гарантия", "до",
	"конца", "месяца", "бюджет", "согласован", "директор", "бухгалтерия", "нужно", "уточнить",
	"условия", "доставки", "предложение", "отказ", "возможно", "повторно", NULL};
static const char *const pl_words[] = {"klient", "prosi", "o", "kontakt", "po", "południu", "umowa",
	"podpisana", "wysłać", "fakturę", "płatność", "rabat", "dostawa", "magazyn", "spotkanie",
	"przez", "telefon", "cena", "sprzęt", "termin", "do", "końca", "miesiąca", "budżet",
	"zatwierdzony", "dyrektor", "księgowość", "uzgodnić", "warunki", "później", NULL};
static const char *const la_words[] = {"client", "asked", "to", "call", "back", "after", "lunch",
	"contract", "signed", "send", "invoice", "payment", "discount", "delivery", "warehouse",
	"meeting", "office", "by", "phone", "price", "until", "end", "of", "month", "budget",
	"approved", "director", "accounting", "clarify", "terms", "maybe", "again", NULL};

static const char *const logins[] = {"anna", "boris", "clara", "dmitri", "ewa", "fedor", "greta",
	"helena", "igor", "jan", "kasia", "lev", "marta", "nina", "olga", "pavel", "rita", "stefan",
	"tomek", "vera", NULL};
static const char *const mail_hosts[] = {"mail.example", "post.example", "firma.example",
	"office.example.com", "trade.example.org", "example.net", NULL};

#endif
