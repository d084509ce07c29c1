"""Month names in twenty-one European languages and Indonesian, in every form a date line uses."""

_NAMES = (
    (
        "ene enero gen gener gennaio ian ianuarie jan janeiro januar januari january január januára janv janvier led "
        "leden ledna oca ocak sty styczeń stycznia tammi tammikuu tammikuuta ιαν ιανουάριος ιανουαρίου січ січень "
        "січня янв январь января"
    ),
    (
        "feb febbraio febr febrer febrero februar februari februarie february február februára fev fevereiro févr "
        "février helmi helmikuu helmikuuta lut lutego luty úno únor února şub şubat φεβ φεβρουάριος φεβρουαρίου лют "
        "лютий лютого февр февраль февраля"
    ),
    (
        "bře březen března maalis maaliskuu maaliskuuta maart mar marca march marec maret mars mart martie marts "
        "marzec marzo març março mrt márc március mär märz μάρ μάρτιος μαρ μαρτίου бер березень березня мар март "
        "марта"
    ),
    (
        "abr abril apr april aprile aprilie apríl apríla avr avril dub duben dubna huhti huhtikuu huhtikuuta kwi "
        "kwiecień kwietnia nis nisan ápr április απρ απρίλιος απριλίου апр апрель апреля квіт квітень квітня"
    ),
    (
        "kvě květen května mag maggio mai maig maio maj maja may mayo mayıs mei máj mája május touko toukokuu "
        "toukokuuta μάι μάιος μαΐ μαΐου май мая трав травень травня"
    ),
    (
        "cze czerwca czerwiec giu giugno haz haziran iun iunie juin jun june junho juni junio juny jún júna június "
        "kesä kesäkuu kesäkuuta červen června čvn ιουν ιουνίου ιούν ιούνιος июн июнь июня черв червень червня"
    ),
    (
        "heinä heinäkuu heinäkuuta iul iulie juil juillet jul julho juli julio juliol july júl júla július lip lipca "
        "lipiec lug luglio tem temmuz července červenec čvc ιουλ ιουλίου ιούλ ιούλιος июл июль июля лип липень липня"
    ),
    (
        "ago agost agosto agu agustus août aug august augusta augusti augustus augusztus ağu ağustos elo elokuu "
        "elokuuta sie sierpień sierpnia srp srpen srpna αυγ αυγούστου αύγ αύγουστος авг август августа серп серпень "
        "серпня"
    ),
    (
        "eyl eylül sep sept september septembra septembre septembrie septiembre set setembre setembro settembre syys "
        "syyskuu syyskuuta szept szeptember wrz wrzesień września zář září σεπ σεπτέμβριος σεπτεμβρίου вер вересень "
        "вересня сент сентябрь сентября"
    ),
    (
        "eki ekim loka lokakuu lokakuuta oct october octobre octombrie octubre okt oktober október októbra ott "
        "ottobre out outubro paź październik października říj říjen října οκτ οκτωβρίου οκτώβριος жовт жовтень жовтня "
        "окт октябрь октября"
    ),
    (
        "kas kasım lis listopad listopada listopadu marras marraskuu marraskuuta noiembrie nov november novembra "
        "novembre novembro noviembre νοέ νοέμβριος νοε νοεμβρίου лист листопад листопада нояб ноябрь ноября"
    ),
    (
        "ara aralık dec december decembra decembrie des desember desembre dez dezember dezembro dic dicembre "
        "diciembre déc décembre gru grudnia grudzień joulu joulukuu joulukuuta pro prosince prosinec δεκ δεκέμβριος "
        "δεκεμβρίου груд грудень грудня дек декабрь декабря"
    ),
)

MONTHS: dict[str, int] = {name: number for number, names in enumerate(_NAMES, 1) for name in names.split()}
