import { foldPassword } from './fold-password.ts';

/**
 * Passwords that are tried first: the 760 commonest of six characters and more out of zxcvbn 4.4.2 (copyright 2012–2016
 * Dan Wheeler and Dropbox, Inc., MIT licence; from published leaks), some 340 habits of Chinese users and of
 * administrators, and words of this service and its first city. Small letters stand for capitals too.
 */
const LIST = `
!qaz2wsx !qaz@wsx 000000 00000000 007007 01011980 01012000 01012011 010203 0123456789 0987654321 102030
1029384756 111111 11111111 1111111111 111222 111222333 112233 11223344 1122334455 121212 12121212 123123
123123123 123123a 1232323q 123321 123321123 12344321 1234554321 123456 1234567 12345678 123456789
1234567890 123456789a 123456789q 12345678a 1234567a 123456a 123456aa 123456abc 123456admin 123456q
123456qq 123456qwe 123456qwerty 12345a 12345q 12345qwert 1234abcd 1234qwer 123654 123654789 123698745
123789 123abc 123abcd 123qwe 123qwe!@# 123qwe123 123qweasd 123qweasdzxc 124578 12qwaszx 131313 13141314
1314151617 1314520 1314521 134679 135790 142536 147258 147258369 147852 147852369 159357 159753 159951
168168 1688168 188188 19491001 19801980 19901990 1a2b3c 1a2b3c4d 1q2w3e 1q2w3e4r 1q2w3e4r5t 1qaz!qaz
1qaz2wsx 1qaz2wsx3edc 1qaz@wsx 1qaz@wsx3edc 1qazxsw2 20002000 20080808 20081008 258369 2wsx#edc 315475 321321 321654
321654987 336699 420420 456123 456789 4815162342 520131 5201314 5201314520 520520 5211314 521521 555555
5555555 654321 666666 66666666 6666666666 666888 696969 741852 741852963 753951 777777 7777777 77777777
789456 789456123 7894561230 852456 852741963 8675309 87654321 888666 888888 88888888 8888888888 9379992
963852741 987654 987654321 9876543210 999999 99999999 999999999 a12345 a123456 a1234567 a12345678
a123456789 a1b2c3 a1b2c3d4 a1b2c3d4e5 aa111111 aa112233 aa123123 aa123456 aa123456789 aa888888 ab123456
abc!@#123 abc123 abc12345 abc123456 abc123456789 abc@123 abc@1234 abcd1234 abcd12345 abcd123456
abcd@1234 access accord action adidas admin!@# admin!@#123 admin#123 admin123 admin123456 admin666
admin888 admin@123 admin@1234 admin@12345 admin@123456 admin@888 administrator aini1314 airborne
airforce airplane alabama alaska alexande alexandr alexis alpha1 america andrey angel1 angels animal
apache apollo apples arizona arsenal asd123 asd123456 asdasd asdasd123 asdf1234 asdfasdf asdfgh asdfghjk
asdfghjkl asshole assman atlanta austin autumn2024 autumn2025 autumn2026 avalon avatar awesome azerty
babygirl badass badboy badger bambam banana bandit bangong123 bangong@123 barbie barney baseball bastard
batman beatles beauty beaver beavis beijing beijing2008 beijing2022 berlin bigboy bigcock bigdaddy
bigdick bigdog bigmac bigman bigred bigtits billybob birdie bitches biteme blazer blink182 blizzard
blonde blowjob blowme bluebird bobafett bollocks bond007 bondage boobies booboo booger boogie boomer
boston bowling brandy braves brazil britney bronco broncos brooklyn brutus bubba1 bubble bubbles buddha
buddy1 budlight buffalo bulldog bulldogs bullet bullshit buster butter butthead c123456 cadillac caesar
camaro cameron canada cancer captain cardinal carolina cartman casino casper cassie catch22 catfish
celtic champion changeme changeme123 charlie charlie1 cheese chelsea chen123456 cherokee cherry chester
chevelle cheyenne chicago chicken chocolat chongqing chopper chris1 christ christin chronic cisco@123
cjkysirj classic cocacola coffee colorado compaq computer connor cookie copper corvette cougar cowboy
cowboys creative cricket cumshot d123456 dajiahao dakota dallas dancer danger darkness darkside darkstar
dbrnjhbz default123 defender destiny detroit devils dexter diablo diamond dianzi123 dickhead diesel
digger digital disney doctor dodgers doggie dolphin dolphins domino donkey dragon dragon1 dragon123
dreamer dreams driver drowssap drummer ducati eagle1 eagles eclipse einstein electric elephant elizabet
eminem empire engineer enigma everton explorer extreme facai888 falcon fantasy fender ferrari fireball
firebird fireman fishing fktrcfylh florida flower fluffy flyers football football123 forest forever
freddy freedom freepass freeuser friday froggy fucker fucking fuckit fuckme fuckoff fuckyou fuwuqi
fyfcnfcbz fylhtq galina galore gandalf garfield gateway gators gemini genesis genius gfhjkm ghbdtn
giants ginger goblue godzilla golden goldfish golfer gongxifacai goober google gov123456 gov@123456
greenday guangdong guangzhou guest123 guinness guitar gundam gunner h123456 h3c@123 hacker hammer hannah
happy1 hardcore hardon harley hawaii hawkeye heaven hellfire hello1 hello123 hello1234 helpme hendrix
hentai hercules hiphop hitman hobbes hockey holiday hooters horney horses hotdog hotrod huawei123
huawei@123 hummer hunter icecream iceman iloveyou iloveyou123 iloveyou1314 infinity inspur@123 internet
ironman iwantu j123456 jackass jaguar james1 jasmine jasper jester jincheng jincheng123 jordan jordan23
junior jupiter justice juventus karina katana kawasaki killer kirill kitten klaster kodiak l123456
lacrosse lakers lasvegas leather legend lennon letmein letmein1 letmein123 li123456 liberty lickme
lifehack lights liu123456 liverpoo liverpool lizard login123 logitech lol123 london lovely loveme
loverboy lovers loveyou lucifer lucky1 machine maddog madison madman madmax madonna maggie magnum maksim
manager123 manutd marina marine marines marlboro marley maryjane master master123 matrix maverick maxima
maximus maxwell mercedes mercury merlin metallic metallica mexico michael1 michigan mickey midnight
mima123 mima1234 mima123456 minecraft mnbvcxz monday money1 monkey monkey123 monster montana mookie
mother motorola mountain mozart muffin mustang mustang1 naruto nascar nastya natali natasha naughty
ncc1701 ncc1701d nemesis newport newyork nfnmzyf nigger nihao123 nihaoma nikita nintendo nipples nirvana
nissan oksana oliver online oracle123 orange outlaw p@ssw0rd p@ssw0rd1 p@ssw0rd123 p@ssword p@ssword123
packard packers pakistan pandora pantera panther panthers panties panzer paradise pass1234 pass@123
pass@1234 pass@word1 passion passport passw0rd passw0rd123 passwd123 password password1 password123
password1234 password@123 patches patriots pavilion peaches peanut pearljam peekaboo pegasus penguin
pepper pervert phantom phoenix picard pickle pimpin pirate platinum playboy player pokemon police polina
pontiac poohbear pookie poopoo popcorn popeye porsche precious predator presario prince princess
princess123 private psycho pumpkin purple pussy1 pussycat pwd123456 pwd@123 pyramid q123456 q123456789
q1w2e3 q1w2e3r4 q1w2e3r4t5 qaz!@#123 qaz123 qaz123456 qaz@123 qazwsx qazwsx123 qazwsxedc qazxsw qq123123
qq123456 qq1234567 qq5201314 qqq111 qwaszx qwe!@#123 qwe123 qwe123456 qwe123qwe qweasd qweasd123
qweasdzxc qweqwe qwer1234 qwer123456 qwert12345 qwerty qwerty1 qwerty12 qwerty123 qwerty123456 qwertyu
qwertyui qwertyuiop rabbit racing raider raiders rainbow ranger rangers raptor rascal rasdzv3 red123
reddog redhead redrum redskins redsox redwings rocket rockstar rolltide ronaldo rooster root123 root@123
root@1234 rosebud runner rush2112 ruslan russia s123456 sailor saints samantha samson samsung sandman
sangfor@123 saturn scarface scooby scooter scorpio scorpion scotland scotty secret secret123 security
semperfi serega serenity sergey sexsex shadow shaggy shanghai shanghai123 shanxi shanxi123 shelby
shenzhen shithead shorty sierra silver simple simpsons skipper skippy skyline slayer slipknot smokey
smooth snickers sniper snoopy snowball snowman soccer softball sophie spanky sparky speedy spider
spiderma spiderman spirit spitfire spooky spring spring2024 spring2025 spring2026 stalker stargate
startrek starwars steelers stingray stinky strike stupid sublime success sucker suckit suckme summer
summer2024 summer2025 summer2026 sunset sunshine sunshine123 superman superman123 surfer suzuki svetlana
swimming swordfis swordfish sydney system123 system@123 taiyuan taiyuan123 tarheels tattoo taurus tennis
test123 test1234 test@123 tester testing thailand theman theone therock thumper thunder thx1138 tianjin
tiger1 tigers tigger tinker titanic tomcat tomcat@123 topgun tornado toyota trinity trooper trouble
trucks trustno1 turkey turtle tweety user123 user1234 user@123 usuckballz1 vagina valentin vampire
vegeta vfhbyf vfrcbv victory viking vikings viktor vision vladimir voodoo voyager w123456 w123456789
wang123456 wanker warcraft warrior weasel welcome welcome1 welcome123 welcome@123 westside whatever
whynot wildcat wildcats willow windows winner winston winter winter2024 winter2025 winter2026 wizard
woaibaba woaimama woaini woaini123 woaini1314 woaini520 woaini5201314 woaini521 woaiwo woaiwojia
woaizhongguo wodemima wodemima123 wolfpack wolverin wolves wombat woshini123 woshishui woshiwo wrangler
wutang x123456 xavier xiaoming123 xinxi123 xinxizhongxin y123456 yamaha yang123456 yankee yankees yellow
yfnfif ytrewq z123456 z123456789 zaq12wsx zaq1@wsx zeppelin zhang123 zhang123456 zhengwu123 zhengwu@123
zhengzhao zhengzhou zhongguo zhongguo123 zombie zxc123 zxc123456 zxcv1234 zxcvbn zxcvbnm zxcvbnm123
zz123456 zhaozhang jinchengshi dianziyinzhang dianzizhengzhao zhengzhao
`;

/** The listed passwords, folded. */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(LIST.trim().split(/\s+/).map(foldPassword));
