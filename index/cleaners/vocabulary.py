"""What the furniture around an article says, in the languages people bring; matched on folded text.

`PHRASES` mark a sentence as furniture wherever it stands; `LINES` must be a whole line; `SECTIONS` are whole lines that
head a part of the page which is not the article. Patterns are folded like the text, so one form of each character and
lower case are enough; they must not use upper-case escapes or full-width punctuation.
"""

# ruff: noqa: E501 - one language or kind a line reads better than patterns broken at a margin

from __future__ import annotations

from functools import cache

import regex

from ..folding import fold

PHRASES: dict[str, str] = {
    "refusal": r"""
        ^(?:很|非常|十分)?(?:抱歉|对不起|不好意思)[,, ](?:.{0,12}|.{0,30}[,, ]我)(?:无法|不能|没法|没有办法|不便).{0,20}(?:满足|完成|提供|处理|协助|回答|继续|生成|改写|帮助|讨论|请求|要求|问题)
        |^(?:我(?:是|只是)|作为)(?:一个|一款|一名)?(?:ai|人工智能|大?语言模型)(?:助手|模型|语言模型|程序)?[,, ].{0,24}(?:无法|不能|没有能力)
        |^(?:好的|当然|没问题)?[,,!! ]{0,2}(?:以下|下面)(?:是|为)(?:我|根据您)?.{0,14}(?:改写|重写|润色|翻译|续写|总结)(?:后|过)?(?:的)?
        |^(?:如果|如|若)(?:您|你)?(?:还|有|需要|希望|想要?|对|觉得).{0,40}(?:(?:随时|尽管|欢迎|请)(?:再)?(?:告诉|告知|联系|吩咐|问)我|随时(?:提出|提问|吩咐))|^希望(?:这|以上|上述|本|该|我).{0,16}(?:版本|改写|文章|内容|回答|翻译|译文|文本|总结|帮助).{0,12}(?:符合|满足|对您|对你|帮到|有(?:所)?帮助)|^(?:请)?(?:您|你)?(?:需要|是否需要|要不要)我(?:再|继续|帮).{0,30}[??]$
        |^let me know if you(?:'d| would)? (?:like|need|want|have|prefer)\b|^(?:please )?feel free to (?:let me know|reach out|ask (?:me|if))|^i hope (?:this|the) (?:(?:rewritten|revised|above|following) )?(?:version|rewrite|article|summary|text|translation)?\s?.{0,10}(?:helps[.!]?$|helps you|is useful|meets your)|^(?:would|do) you (?:like|want|need) me to .{0,20}(?:shorten|rewrite|change|adjust|continue|translate|expand|summari)|^(?:should|shall) i (?:also )?(?:shorten|rewrite|change|adjust|continue|translate|expand|summari)
        |^(?:ich hoffe|hoffentlich),? .{0,40}(?:hilft|gefällt) ihnen|^lassen sie (?:es )?mich (?:gerne )?wissen|^(?:soll|kann) ich [^,]{0,40}(?:kürzen|umschreiben|anpassen|übersetzen|umformulieren)\?|^gerne? (?:kann ich|helfe ich|passe ich)
        |(?:ご要望|ご希望|修正|ご質問).{0,30}(?:お知らせ|お申し付け|お聞かせ)ください|^(?:以下|下記)(?:は|が|に).{0,16}(?:書き換え|リライト|言い換え|要約|翻訳)(?:た|後|した|版)
        |^(?:i'm|i am|we're|we are)? ?(?:very |really )?sorry,? (?:but )?(?:as an ai|i |we |this )(?:can't|cannot|can not|am unable|'m unable|won't|are unable)
        |^as an? (?:ai|artificial intelligence|large language|language)(?: language)?(?: model| assistant)?(?: \w+ by .{1,20})?,? i\b
        |^i(?:'m| am)? (?:can't|cannot|can not|unable to|not able to) (?:assist|help|fulfil|comply|provide|complete|continue|rewrite|answer|process)
        |^(?:(?:sure|certainly|of course|absolutely)[!,. ]{1,2})?here(?:'s| is) (?:the|a|your|my) (?:rewritten|revised|rephrased|paraphrased|translated) (?:version|article|text|summary|content|passage)|^(?:sure|certainly|of course|absolutely)[!,.] here(?:'s| is)\b
        |^(?:es )?tut mir leid,? (?:aber )?(?:ich kann|dabei kann|das kann|diese).{0,40}nicht|^als (?:ki|künstliche intelligenz|sprachmodell)(?:-assistent|-modell|-sprachmodell)? (?:kann|darf|habe) ich|^hier ist (?:der|die|das|ein|eine) .{0,20}(?:umformuliert|umgeschrieben|überarbeitet|neu formuliert)
        |^(?:je suis )?désolée?,? (?:mais )?je ne (?:peux|suis)|^en tant qu(?:'|e )(?:ia|intelligence artificielle|modèle)[^.]{0,30}\bje\b
        |^lo siento,? (?:pero )?no puedo|^como (?:modelo de lenguaje|inteligencia artificial|ia),? (?:no|yo)\b
        |^(?:desculpe|lamento),? (?:mas )?(?:eu )?não posso|^mi dispiace,? (?:ma )?non posso
        |^(?:大変)?申し訳(?:ありません|ございません)が?.{0,40}(?:できません|かねます|いたしかね)|^(?:私は)?(?:ai|言語モデル)(?:アシスタント)?として.{0,30}ません
        |^(?:извините|к сожалению),? (?:но )?я не могу|^죄송(?:합니다|하지만).{0,40}(?:수 없습니다|수 없어요|어렵습니다)
    """,
    "disclaimer": r"""
        (?:不代表|并不代表|不反映|不表明|不意味着).{0,24}(?:观点|立场|意见|看法)|(?:观点|立场|意见).{0,12}(?:与本[站网]|与平台|仅代表作者|属作者|系作者)|仅代表作者|仅为作者个人
        |(?:不构成|不作为|并非|不应视为|不能作为).{0,16}(?:投资|建议|操作|依据|要约|邀约)|据此(?:操作|投资|入市).{0,10}(?:自负|自担)|风险自担|(?:投资|股市|市场|基金).{0,4}有风险.{0,24}(?:谨慎|须|需|详阅)|盈亏自负|风险(?:请)?自负|自行评估.{0,4}风险|^(?:以上|本文)?(?:均|皆)?(?:纯属|仅为|只是)(?:个人|作者|笔者)(?:意见|观点|看法)
        |仅供.{0,8}(?:参考|学习|交流|研究).{0,16}(?:不|请|使用|用途|$)|仅提供信息(?:存储|发布|储存)|(?:提供)?信息存储(?:空间)?服务
        |(?:如|若|倘|凡).{0,16}(?:侵权|侵犯|侵害|版权|不妥|异议).{0,30}(?:联系|删除|告知|处理|致歉|更正)|侵权.{0,4}(?:请|立|必|联系|即).{0,10}(?:删|联系)|(?:请|可|及时|第一时间).{0,8}(?:联系|告知|通知)(?:我|本|站|作者|编辑|小编|平台|客服).{0,14}(?:删除|撤稿|更正|下架|处理)
        |(?:未经|未获|非经).{0,16}(?:授权|许可|允许|同意)(?:转载|.{0,24}(?:不得|不许|不准|禁止|谢绝|严禁|请勿).{0,20}(?:转载|转贴|转发|复制|摘编|摘录|镜像|引用|改编|刊登|传播|使用|翻印|采集|盗用))|转载[,, ]?(?:请|需|须|时|务必).{0,12}(?:注明|联系|授权|保留|出处)|(?:禁止|谢绝|严禁|请勿)(?:擅自)?转载|违者必究|版权(?:所有|均?归.{1,20}所有|均?属(?:于)?(?:本|原|作者))|著作权归.{1,16}所有
        |(?:文章|内容|图片|素材|稿件|资料|信息).{0,6}(?:来自|来源于|源于|取自|转自|转载自|整理自|收集自)(?:于)?.{0,6}(?:网络|互联网)|(?:用户|网友|自媒体|作者).{0,10}(?:上传并发布|自行上传|上传、?发布)|(?:经|由|通过).{0,6}(?:ai|人工智能).{0,6}(?:改写|生成|创作|洗稿|整理).{0,6}(?:发布|$)
        |^欢迎转载|^本文(?:来自|转自|首发于?|原载于?|原刊于?|系|由).{0,30}(?:公众号|授权)|^republish (?:this|our)\b|^reprints? (?:and|&) permissions?\b|^(?:for )?(?:reprints?|permission to reprint)\b.{0,40}|^(?:this (?:press )?release (?:contains|includes) )?forward-looking statements\b|^nachdruck(?:e|rechte)?\s*:
        |不良信息举报|举报(?:电话|邮箱|热线)|icp(?:备|证|许可)|公网安备|增值电信业务|网络文化经营|信息网络传播视听
        |^(?:(?:特别|特此|郑重|免责|版权|重要|法律|平台|本站)(?:声明|申明|提示|条款)|声明|免责条款|风险警示)[::]?$
        |^[【\[]?(?:特别|特此|郑重|免责|版权|法律|平台|本站)(?:声明|申明|条款)[】\]::]
        |^©|©\s*(?:19|20)\d\d|\(c\) ?(?:19|20)\d\d|^copyright\b.{0,12}(?:19|20)\d\d|all rights reserved|^notice: the (?:content|above|views)|information storage services
        |(?:content|article|information|material|post|report|commentary|site|page).{0,60}(?:uploaded and posted by|informational purposes|not intended (?:as|to be) .{0,24}(?:advice|recommendation)|not be (?:considered|construed|relied|taken)|constitute .{0,40}(?:advice|offer|recommendation|solicitation))|(?:views|opinions).{0,90}(?:do not|does not|are not|don't).{0,24}(?:represent|reflect|those of)|(?:views|opinions).{0,40}(?:those of the author|solely|(?:his|her|their) own)
        |(?:not|no|nor|constitute) (?:an? )?(?:\w+, )?(?:investment|financial|legal|trading|tax)(?:,? (?:or|and) \w+)? (?:advice|recommendation)|do your own research|past performance (?:is|does|may)
        |may not be (?:published|reproduced|redistributed|copied|rewritten)|(?:contains?|includes?|our) affiliate links?|we (?:may )?(?:earn|get|receive) (?:an? )?(?:small )?(?:affiliate )?(?:commission|share)|\b(?:we|website|site|partners) uses? cookies|(?:website|webseite|seite|angebot|wir)\b.{0,30}(?:verwende[nt]?|nutz(?:t|en)|setz(?:t|en)) (?:\w+ )?cookies|^mit (?:der|ihrer) (?:weiteren )?nutzung.{0,30}stimmen sie|^(?:by (?:using|continuing|clicking|subscribing|signing)).{0,80}(?:agree|accept|consent)
        |本(?:站|网站|网页)使用 ?cookies?|使用 ?cookies?.{0,24}(?:同意|体验|知道了)|cookies? ?(?:を|の)(?:使用|利用)|クッキーを(?:使用|利用)
        |^\[?(?:manage (?:settings|cookies|preferences)|accept(?: all)?|i agree|alle akzeptieren|nur notwendige|tout accepter|接受|同意|拒绝|知道了|同意する)\b.{0,40}$
        |^(?:nous|ce site) (?:utilisons|utilise) des cookies|^(?:utilizamos|usamos|este sitio (?:utiliza|usa)) cookies
        |alle rechte vorbehalten|haftungsausschluss|ohne gewähr|keine (?:anlage|finanz|rechts)beratung|(?:stellt|stellen|ist|sind).{0,30}keine .{0,40}(?:beratung|empfehlung|aufforderung)|nicht (?:zwingend|unbedingt)? ?die meinung der redaktion|nachdruck.{0,30}(?:verboten|genehmigung)
        |tous droits réservés|ne constituen?t pas.{0,50}(?:conseil|recommandation|incitation)|n'engagen?t? que|reproduction.{0,20}interdite
        |todos los derechos reservados|no constituyen?.{0,50}(?:asesoramiento|recomendación|consejo|oferta)|prohibida (?:la|su) reproducción|opiniones.{0,60}(?:exclusiva responsabilidad|no reflejan|no representan)
        |todos os direitos reservados|não constitui.{0,50}(?:recomendação|aconselhamento|oferta)|proibida a reprodução|tutti i diritti riservati|non costituis(?:ce|cono).{0,50}(?:consulenza|raccomandazione|sollecitazione|consiglio)|riproduzione riservata
        |無断(?:転載|複製|引用)|転載を禁|著作権(?:は|について)|(?:本記事|当サイト|本サイト|本資料|本コラム|掲載).{0,60}(?:責任を負|保証する|保証いた|勧誘を目的|目的としたものでは|推奨するもの)|投資(?:に関する)?(?:の)?(?:最終)?(?:的な)?(?:判断|決定)は.{0,30}(?:自身|自己責任)|免責事項
        |무단.{0,6}(?:전재|복제|배포)|저작권자|재배포 금지|투자.{0,12}책임은
        |все права защищены|не является (?:индивидуальной )?инвестиционной|перепечатка.{0,40}(?:запрещ|разреш)|мнение (?:автора|редакции) .{0,20}не совпадать
    """,
    "call": r"""
        ^成为(?:订阅|付费|本刊|我们的)?(?:会员|订户|赞助者)$|^(?:免费)?订阅(?:本刊|本报|我们的?)?(?:电子报|通讯|周报|日报)|^folg(?:e|t) uns\b|^follow on social media|^vous (?:aimez|avez aimé) (?:cet article|ce texte)|^soutenez (?:la|le|notre|nous)\b|^faites un don\b|^(?:hat|gefällt) (?:dir|euch) (?:dieser|der) (?:artikel|beitrag|text)|^unterstütz(?:e|t|en sie) (?:uns|unsere arbeit)
        |(?:长按|扫描|扫一扫|扫码|识别|扫下方|扫下图|微信扫).{0,16}(?:二维码|海报|加群|入群|进群|报名|关注|领取|加入|下载|咨询|添加|获取|购买|订阅|识别|小程序|上图|下图)|(?:二维码|海报).{0,14}(?:扫|长按|识别|关注|加入|领取|报名)
        |点击.{0,6}(?:下方|上方|左下角|右下角|右上角|左上角|文末|阅读原文|链接|蓝字|卡片|名片|此处|这里|关注|在看|按钮|学习|报名|领取|购买|了解|查看|下载|进入|订阅|观看|收听|图片|标题)
        |(?:关注|订阅|搜索).{0,14}(?:公众号|微信号|服务号|视频号|官方微博|频道|本号|抖音号|小红书|头条号)|(?:关注|订阅)我们|欢迎(?:您|大家|各位)?(?:的)?(?:关注|扫|加入|订阅|转发|添加|留言|投稿|下载|点赞|在评论|来稿)|(?:公众号|微信号|视频号)[::].{1,30}$|设为?星标|星标(?:我们|本号|公众号)
        |(?:加入|进入|加|进|拉你进|建了|组建).{0,10}(?:粉丝群|读者群|交流群|微信群|社群|qq群|知识星球|电报群|学习群|股友群|讨论群|会员群|福利群|资料群)|(?:加|添加)(?:小编|客服|助理|助手|老师|作者|我)?.{0,4}(?:微信|vx|wx|qq|企微)(?!.{0,4}(?:支付|生态|用户|业务))
        |(?:^|[,, ])点(?:个|一下|亮)?["“「]?(?:在看|赞|关注|好看)["”」]?(?:$|[,,!。 和、])|(?:点赞|点个赞|在看|转发|收藏|点亮).{0,14}(?:在看|转发|收藏|分享|支持|一键三连|三连|朋友圈|爱心)|(?:分享|转发)(?:给|到)(?:更多|你的|您的|身边|朋友|好友|朋友圈|微博)|(?:^|[,, 请】])(?:下载|打开|安装|登录).{0,14}(?:app|客户端).{0,16}(?:查看|阅读|获取|享|看|更多|了解|领)
        |(?:附送|免费领取|名额有限|^(?:限时|抢先)).{0,20}(?:优惠|名额|课程|资料|礼包|报名|领取|加入|先到先得|秒杀|福利)|(?:报名|加入|参加|加盟|推荐).{0,14}(?:特训营|训练营|冬令营|夏令营|大师课|公开课|网课)|(?:免费|扫码|扫描|回复|点击).{0,12}领取|即可(?:免费)?领取
        |(?:更多|详细|完整).{0,10}(?:精彩|资讯|内容|详情|干货|报道|信息|分析|消息|新闻).{0,4}(?:请|欢迎|关注|点击|尽在|扫码|下载|敬请|搜索|登录|订阅)|(?:商务合作|广告合作|投稿|爆料|寻求报道|转载开白|合作|新闻热线|联系邮箱|联系电话|客服电话)[^。]{0,10}(?:请?联系|微信|邮箱|邮件|@|[::])|(?:在|到)?(?:评论区|留言区|文末)(?:留言|讨论|告诉|聊聊|分享|互动|见|写下)|(?:给|帮).{0,6}(?:点赞|投票|打赏)|赞赏(?:作者|支持)|(?:加入|追踪|订阅|按赞).{0,16}(?:官方账号|官方帐号|粉丝团|粉丝专页|line好友|line社群)|现在用app看|保证.{0,4}中奖
        |我们(?:明天|下期|下次|下周)(?:再)?见|(?:我们)?下(?:期|周)再?见$
        |(?:フォロー|チャンネル登録|メルマガ|メールマガジン|会員登録|無料登録|友だち追加|友達追加|高評価|いいね|シェア|qrコード|ダウンロード|お申し?込み|購読).{0,24}(?:ください|下さい|お願い(?:します|いたし)|はこちら|こちら(?:から)?[。!]?$|しよう[。!]?$|お待ちし|読み取って)|はこちら(?:から|へ)?[。!]?$|続きを読む|(?:この)?記事を(?:シェア|共有|保存)|(?:記事|コンテンツ|続き|全文).{0,6}会員限定|^会員限定|^残り ?\d+文字|ログインして(?:続き|お読み)|詳しくは.{0,24}(?:こちら|をご覧)
        |\b(?:like|find|join|visit) (?:us|me) (?:on|at|via)|\b(?:follow|contact|reach|email|e-mail) (?:us|me|him|her|them|our \w+|the author|the writer)\b.{0,12}(?:on|at|via|@)|\bfollow @|^(?:please )?subscribe\b|\bsubscribe (?:now|here|today|to (?:our|my|the (?:\w+ )?newsletter))|^sign[- ]?up (?:for|to|here|now|today|below)|\bsign[- ]?up (?:here|now|today|below|for (?:our|the (?:\w+ ){0,3}newsletter))|\b(?:click|tap) (?:here|below)|^(?:click|tap|press) (?:the|on|to)\b|\bjoin our .{0,24}(?:newsletter|telegram|discord|whatsapp|channel|community|group|list)|^join the .{0,24}(?:newsletter|telegram|discord|whatsapp|channel|conversation|discussion)
        |^scan (?:the|this|our)\b.{0,20}code|\bscan (?:the|this|our) .{0,12}code (?:to|below|and)|^long[- ]press\b|^share (?:this|on|via|it with|with)\b|^(?:download|get|install) (?:the|our) .{0,24}\bapp\b|\bget .{0,60}(?:newsletter|\binbox\b|delivered (?:to|straight|right|directly|through))|\b(?:our|free|weekly|daily) (?:\w+ )?newsletters?\b.{0,40}(?:sign|subscrib|inbox|free|here|regist|deliver)|\bin your inbox\b|^turn on notifications|\bsupport (?:our|us|independent|quality) .{0,20}(?:journalism|work by)|\bhave (?:a|any) (?:news |story )?tips?\?|\b(?:like|enjoy(?:ed|ing)?) this (?:story|article|post|content)\?|\balready a (?:subscriber|member)\?|^start your (?:free )?trial|^(?:leave|write|post|drop) (?:us )?a (?:comment|reply)|\bin the comments (?:below|section)|^tell us what you think|^(?:what do you think|let us know).{0,50}comments?
        |^(?:zum |unser(?:en)? |den )?(?:newsletter|jetzt|hier|gleich)\b.{0,40}(?:abonnieren|anmelden|bestellen|testen|registrieren|herunterladen|sichern|downloaden)|^newsletter ?: (?:jeden|täglich|das wichtigste|every|daily|the best|get|our)\b|^(?:abo|probeabo|abonnement)\b.{0,30}(?:testen|kostenlos|gratis)|(?:gefällt|gefiel|hat) ihnen (?:dieser|der) (?:artikel|beitrag|text)(?: gefallen)?\?|teilen sie (?:ihn|diesen (?:artikel|beitrag))|abonnieren sie|folgen sie (?:uns|mir)|klicken sie hier|hier klicken|(?:artikel|beitrag) teilen|qr-code scannen|scannen sie|laden sie (?:die|unsere).{0,20}app
        |abonnez-vous|inscrivez-vous|suivez-nous|cliquez (?:ici|sur)|partage(?:z|r) (?:cet|sur|l'article)|recevez (?:notre|nos|la|gratuitement|chaque|toute)|téléchargez (?:notre|l'app)|scannez|rejoignez(?:-nous| notre)
        |suscr[ií]b(?:ete|ase)|síguenos|sígue(?:nos|me)|ha(?:z|ga) clic|^comparte (?:est|en|con)|regístrate|descarga (?:nuestra|la) app|únete a|escanea|recibe (?:nuestr|las|gratis)
        |assine (?:a|o|nossa|já|agora)|inscreva-se|siga-nos|nos siga|clique aqui|compartilhe|baixe o app|cadastre-se|receba (?:a|as|nossa|nossas|notícias)|iscriviti|abbonati|seguici|clicca (?:qui|sul)|condividi (?:su|questo|l'articolo)|scarica l'app|inquadra
        |подпи(?:сывайтесь|шитесь)|^подписаться|^поделит(?:ься|есь)|следите за (?:нами|нашими)|нажмите|скачайте|구독(?:하세요|하기|신청)|팔로우|클릭하(?:세요|시면)|공유하기|다운로드하세요|qr ?코드를
    """,
    "related": r"""
        ^[【\[]?(?:相关(?:阅读|推荐|报道|新闻|文章|链接)|延伸阅读|推荐阅读|往期(?:回顾|精选|推荐|文章)|扩展阅读|点击阅读|阅读更多|更多阅读|参考阅读)[】\]]?[::|丨】\]]
        |^(?:read more|read also|also read|see also|see more|related(?: (?:story|stories|article|articles|coverage|reading|news|post|link))?|more(?: on this)?|recommended|watch|read next|don't miss|also on .{1,30}|must read|further reading|in case you missed it|icymi)(?:[::]| [-–—|] )
        |^(?:lesen sie (?:auch|mehr|hier|dazu|weiter)|mehr (?:zum thema|dazu|lesen|erfahren)|auch interessant|siehe auch)\b|^(?:à )?lire (?:aussi|également|la suite|plus)\b|^voir aussi\b|^(?:lee|lea|leer|ver|vea) (?:también|además|más)\b|^te puede interesar|^leia (?:mais|também)\b|^veja também|^leggi (?:anche|tutto)|^\(?leggi anche|^[【\[]?(?:関連(?:記事|リンク|ニュース)|あわせて読みたい|合わせて読みたい)[::】]|^читайте (?:также|ещё|еще)|^관련 ?기사
    """,
    "advertisement": r"""
        ^(?:广告|推广|赞助|商业推广|推广信息|本文为(?:广告|推广)|ad|advert|advertisement|advertising|sponsored(?: content| by .{1,30})?|anzeige|werbung|publicité|publicidad|publicidade|pubblicità|реклама|広告|pr|광고)$|(?:请)?(?:继续)?(?:往下|向下|下滑)(?:继续)?(?:阅读|看)$|story continues below|continue reading below|article continues (?:after|below)|nach der anzeige|la suite après
    """,
}  # fmt: skip

LINES: dict[str, str] = {
    "navigation": r"""
        [↑▲△⬆^\s]*(?:(?:zurück )?nach oben|(?:zum )?seitenanfang|(?:retour en |^)haut de page|retour en haut|(?:volver )?arriba|torna su|back to (?:the )?top|(?:この)?ページの?(?:先頭|トップ|上部)へ(?:戻る)?|맨 ?위로|페이지 상단으로)[↑▲△⬆^\s]*
        |(?:text|font) size\s?:?(?:\s*(?:a[+-]?|small|medium|large))*|글(?:자|씨) ?크기.{0,20}|(?:文字|背景色|文字の大きさ|文字サイズ|字体大小|亮度)\s?[::].{1,24}|schriftgröße\b.{0,16}
        |(?:partager|share|teilen|compartir|condividi|分享到?|シェア|공유)(?: (?:sur|on|auf|en|this|cet article)\b.{0,12})?\s?:|(?:view|read|open) (?:this (?:email|e-mail) )?(?:in|on) (?:your )?(?:browser|the web|app)|unsubscribe|log ?in or (?:register|sign up)\b.{0,30}|(?:send|submit) us (?:a|your) (?:news )?tips?|(?:alle|weitere) (?:beiträge|artikel|texte)(?: (?:anzeigen|ansehen|von .{1,30}))?|(?:artikel|beitrag|seite) (?:weiterempfehlen|teilen|drucken|merken|versenden|kommentieren)|(?:zur|zurück zur) (?:übersicht|startseite|liste)|记事一览へ|字级\s?[::].{1,12}
        |预览时标签不可点|微信扫一扫.{0,16}|(?:继续|向上|向下)滑动看下一个|轻触?阅读原文|(?:功能介绍|微信号)\s.{1,60}|收录于(?:合集|话题|专辑).{0,40}|[(【]?(?:完|全文完|本文完|end|ende|fin|the end|끝)[)】]|[-—] ?(?:end|完) ?[-—]|字号[::].{1,12}
        |(?:print|e-?mail|share|save|download|republish) this (?:page|article|story|post)|(?:listen to|hear) (?:this|the) (?:story|article)\b.{0,20}|(?:diesen )?(?:artikel|beitrag) (?:an)?hören\b.{0,20}|écouter (?:l['’]|cet )article.{0,20}|この記事を(?:聞く|聴く).{0,12}|(?:收听|聆听|听)(?:本文|全文|文章|新闻).{0,12}
        |写下(?:你|您|我)?的?(?:评论|看法|想法|留言)[….]*|cookie[- ](?:einstellungen|settings|preferences|policy|notice|richtlinie|hinweis\p{l}*)|(?:kontakt zur|schreiben sie der|nachricht an die) redaktion|contact the (?:editors?|newsroom|author)|(?:media|press) (?:contact|enquir(?:y|ies)|inquir(?:y|ies))s?\s*:.{1,80}|pressekontakt\s*:.{1,80}|contact presse\s*:.{1,80}|媒体(?:联系人?|垂询)[::].{1,60}
        |(?:隐私(?:权)?(?:政策|声明|保护|条款)|(?:著作权|版权)声明|服务条款|用户协议|使用条款|广告(?:刊登|服务|合作)|转寄|分享到?(?:line|脸书|facebook|微博|微信)|お問い合わせ|個人情報保護方針|(?:ご)?利用規約|運営会社|サイトマップ|プライバシーポリシー|広告掲載(?:の(?:ご案内|お問い合わせ))?|(?:기사)?제보(?:하기)?|광고 ?문의|청소년 ?보호 ?정책|개인정보 ?(?:처리|취급) ?방침|이용 ?약관|회사 ?소개|구독 ?신청|고객센터|저작권 ?정책)
        |privacy(?: policy)?|terms (?:of (?:use|service)|and conditions|& conditions)|imprint|donate|rss|pdf|agb|nutzungsbedingungen|datenschutzerklärung|mediadaten|barrierefreiheit|mentions légales|plan du site|nous contacter|politique de confidentialité|gestion des cookies|aviso legal|política de privacidad
        |附件下载[::].{1,60}|(?:(?:主办|承办|协办|指导|版权)单位|网站标识码|技术支持)[::\s].{1,80}|\p{han}?网文[\[〔(].{1,24}|(?:関連|相关)?(?:キーワード|タグ|标签|话题)[::].{1,80}|(?:schlagw(?:ö|o)rte?r?|mots-clés|etiquetas|키워드|태그|tags|keywords|filed under|posted in|categories)\s?:.{1,80}|(?:sie sind hier|está usted aquí)\s?:.{1,80}|\[?(?:cookie-hinweis|cookie notice|wir und unsere \d+ partner)\b.{0,160}|(?:thanks|thank you) for reading\b.{0,160}|if you (?:liked|enjoyed) (?:this|it),? (?:please )?(?:forward|share|send|subscribe).{0,80}|喜欢作者.{0,30}|comments are (?:now )?closed\b.{0,60}|(?:enjoyed this\? )?buy (?:us|me) a (?:coffee|beer)\b.{0,40}|(?:#[^\s#]{1,20}\s*){2,}
        |(?:您?(?:的)?(?:当前|现在)(?:所在)?(?:的)?位置|您(?:现)?在(?:的位置)?|current location|you are here|sie befinden sich|estás aquí|vous êtes ici|現在位置)[::]?.{0,60}
        |(?:网站)?(?:首页|主页|门户|home|startseite|accueil|inicio|início|ホーム|トップ|главная|홈)(?:\s*[>»›/|·\-]\s*.{0,60})?
        |.{1,16}(?:首页|网)\s*[>»›].{1,50}|(?:[^\s>»›。,]{1,16}\s*[>»›]\s*){2,}.{0,40}|[^\s>»›。,\d]{1,12}\s*[>»›]\s*[^\s>»›。,\d]{1,12}
        |(?:分享(?:到|至|给)?|收藏|打印|复制链接|听新闻|字号|字体|[大中小]|登录|注册|登陆|登入|註冊|搜索|搜尋|返回(?:顶部|首页|列表|上一页)?|回首页|会员登入|(?:订阅)?电子报|列印|打印|留言|简繁|app下载|客户端下载|纸面|回到?顶部|上一(?:篇|页|章|則)|下一(?:篇|页|章|則)|展开(?:全文|阅读|更多)?|收起|阅读全文|查看(?:全文|更多|原文|详情)|加载(?:更多|中).{0,6}|无障碍浏览|进入关怀版|申请入驻|网站地图|联系我们|关于我们|帮助中心|意见反馈|举报|投诉|点赞|点赞数?\d*|赞|讚(?:好)?|踩|回复|回覆|引用|楼主|只看(?:该作者|楼主)|(?:楼主\s*[|丨]?\s*)?发表于.{8,40}|微信|微博|新浪微博|qq空间|qq好友|朋友圈|更多|全部|展开|关闭|下载app|打开app|私信|所有文章|订阅|归档|手机版|电脑版|客户端|繁体|简体|切换.{0,6}|菜单|目录|关注|已关注|\+ ?关注|往期回顾|全文|正文|目次)(?:\s*[::|/]?\s*(?:[大中小]|分享(?:到|至)?|收藏|打印|全部|更多|往期回顾|登录|注册|登陆|微信|微博|qq空间|进入关怀版|举报|申请入驻|\d+))*
        |(?:上一篇|下一篇|上一页|下一页|前一篇|后一篇|上一則|下一則|previous(?: post| article| story)?|next(?: post| article| story)?|vorheriger|nächster|précédent|suivant|anterior|siguiente|前の記事|次の記事)\s*[::«»<>→←].{0,80}
        |(?:share|tweet|print|e-?mail|save|copy link|log ?in|sign ?in|sign ?up|register|subscribe|search|menu|close|skip to (?:main )?(?:content|navigation)|back to top|top|next|previous|prev|load more|show (?:more|less)|read more|see all|view all|facebook|twitter|x|bluesky|mastodon|threads|linkedin|whatsapp|telegram|pinterest|reddit|instagram|youtube|rss|about(?: us)?|contact(?: us)?|careers|advertise|help|faq|sitemap|toggle navigation|listen|play|pause|reply|report|like|likes|follow|bookmark|your email address|submit|accept(?: all)?(?: cookies)?)(?:\s*[|/·•]?\s*(?:share|tweet|print|e-?mail|save|copy link|facebook|twitter|x|bluesky|mastodon|threads|linkedin|whatsapp|telegram|pinterest|reddit|reply|report|like|log ?in|sign ?in|sign ?up|register|subscribe))*
        |(?:direkt )?zum (?:haupt)?inhalt(?: springen)?|zur (?:haupt)?navigation(?: springen)?|(?:skip|jump) to (?:main )?(?:content|navigation)|aller (?:au contenu(?: principal)?|au menu|à la (?:navigation|recherche))(?:\s+aller .{1,30})?|saltar al contenido|跳(?:到|至|转到)(?:主要?)?内容|本文へ(?:スキップ|移動)
        |(?:teilen|drucken|merken|anmelden|vorlesen|folgen|registrieren|suche|menü|zur startseite|mehr|impressum|datenschutz|kontakt|partager|imprimer|se connecter|s'abonner|rechercher|contact|compartir|imprimir|iniciar sesión|buscar|condividi|stampa|accedi|cerca|поделиться|печать|войти|поиск|меню|シェア(?:する)?|ツイート|はてブ|はてなブックマーク|lineで送る|ポスト|保存|印刷|ログイン|会員登録|検索|メニュー|トップへ戻る|前へ|次へ|공유|인쇄|로그인|회원가입|검색|메뉴)
        |[\d.,]+\s*[万千kmw+]?\s*(?:次|人|条|个)?(?:阅读|浏览|点击|播放|观看|点赞|收藏|转发|分享|关注|粉丝|阅读量|views?|reads?|shares?|likes?|followers?|aufrufe|vues|vistas)(?:数|量)?(?:\s*[\d.,]+\s*[万千kmw+]?\s*\w{0,6})*
        |(?:阅读|浏览|点击|播放|点赞|views?|reads?)(?:数|量)?\s*[::(]?\s*[\d.,]+[万千kmw+]?\)?|\d+(?:文章数|关注度)?(?:\s+\d+(?:文章数|关注度))+|\d+文章数.{0,12}|\d{1,2} ?min(?:ute)?s?(?: read)?|(?:lesedauer|lesezeit):? .{1,20}|[·•|/\-–—_=*~>›»<«\s]{1,80}
    """,
    "image": r"""
        (?:!?\[[^\]]{0,200}\]\([^)]{0,600}\)\s*)*!\[[^\]]{0,200}\]\([^)]{0,600}\)(?:\s*!?\[[^\]]{0,200}\]\([^)]{0,600}\))*|\[?(?:图片|图像|图|image|img|photo|picture|video|视频|插图|gif|bild|foto|画像|写真)\d{0,3}\]?|(?:点击|轻触)?(?:查看|放大)?(?:大图|原图|图片)(?:加载中)?|\S+\.(?:jpe?g|png|gif|webp|svg)
    """,
    "about": r"""
        [\s\[【■◆●▼*_]*(?:关于作者|この記事を書いた人|(?:作者|讲者|笔者|编者)(?:简介|介绍|资料)|プロフィール|(?:著者|筆者)(?:略歴|プロフィール|紹介)|略歴|zur person|über (?:den autor|die autorin|die autor(?:inn)?en|de[nr] verfasser(?:in)?)|about the (?:authors?|writer)|à propos (?:de l['’]aute(?:ur|ure|rice)|des auteurs)|sobre (?:el autor|la autora|o autor|a autora)|글쓴이(?: 소개)?|필자 ?소개)(?:[\s\]】*_]*[::|]|[\]】*_]|\s{1,4}(?=[^\s])|\u3000)[\s\]】*_::]*.{0,180}
    """,
    "byline": r"""
        (?:url|link|permalink|链接|网址|原文链接|原文地址)\s*[::]\s*[^\s]+|(?:from|to|cc|reply-to|von|an|发件人|收件人|差出人)\s*:.{0,60}@.{1,60}|[(]?(?:本文)?作者(?:[系是为]|[::]).{1,60}|(?:the (?:author|writer) (?:is an? (?:\p{l}+ )?(?:journalist|writer|reporter|professor|editor|lecturer|researcher|fellow)|teaches|works)|(?:der|die) (?:autor(?:in)?|verfasser(?:in)?) (?:lehrt|arbeitet|ist (?:freier?|professor(?:in)?|journalist(?:in)?))|l['’]aute(?:ur|ure|rice) (?:enseigne|est (?:journaliste|professeure?))) .{4,120}
        |(?:本文)?(?:作者|文字|文|图|图片|记者|见习记者|特约记者|编辑|责任编辑|责编|执行编辑|主编|编辑人|来源|稿源|文章来源|信息来源|资料来源|新闻来源|原文来源|编译|撰文|撰稿|翻译|译者|校对|审核|审校|监审|题图|头图|封面图|配图|图源|图片来源|摄影|供图|出品|整理|采写|供稿|通讯员|策划|监制|设计|排版|运营|制图|视觉|统筹|实习生|原标题|原文标题|原题|标签|关键词|关键字|发布时间|发表时间|时间|日期|更新时间|发布日期|首发|转载自|转自|本文转自|来自)(?:\s*[|丨/&、与和]\s*(?:文|图|编辑|作者|摄影|图片|责编)){0,2}\s*(?:[::|丨/]|\s—\s?)\s*.{1,60}
        |(?:责任编辑|责编|编辑|作者)[\s::].{1,20}|\((?:责任编辑|责编|编辑|来源|记者|文|图|作者|转载自|转自|本文来源)[\s::/].{1,40}\)|[【\[]?(?:责任编辑|责编|编辑|来源)[::].{1,40}[】\]]?
        |(?:text|autor|author|authors|writer|editor|editors|byline|source|quelle|fuente|fonte|published|posted|updated|date|datum|stand|photo|photos|photograph|image|foto|fotos|bild|credit|redaktion|文|取材|執筆|著者|出典|出所|写真|編集|記者)\s*[::/|]\s*.{1,60}
        |(?:by|von|par|por|da|di|written by|posted by|reported by|reporting by|edited by|story by|words by|автор:?|текст:?)\s+(?:\p{lu}|\p{ll})[\p{l}.'’-]{1,20}(?:[ ,&]+(?:and |und |et |y |e )?[\p{l}.'’-]{1,20}){1,7}(?:\s*[|·•,–-]\s*.{1,40})?
        |[(【\[]原(?:文)?(?:标题|题|题为)[::为]?.{1,120}[)】\]]|(?:本文)?原(?:文)?标题[::].{1,120}|(?:关键词|关键字|标签|tags?)\s*(?:>>|[::]).{1,120}|(?:\S{1,12}\s)?(?:责任)?编辑[::]\s?\S{1,12}|文\s*[/|丨]\s*.{1,40}|[\p{han}]{2,4}\s*[|丨/]\s*文
        |(?:photo(?:graph)?s?|photography|illustrations?|graphics?|graphiques?|dessins?|fotos?|fotografie|bilder|grafik|illustration(?:en)?)\s*(?:by|von|par|de|di|[:/])\s+[\p{l}.'’-]{2,20}(?:[ ,&]+[\p{l}.'’-]{2,20}){1,3}
    """,
}  # fmt: skip

SECTIONS: dict[str, str] = {
    "comments": r"""
        (?:发表|我来说两句|写|查看|网友|最新|热门|全部|精彩|文章|读者|用户|精选)?(?:的)?(?:评论|留言|跟帖|跟贴|回帖|回应|讨论)(?:区|列表|专区|\(\d+\)|\s*\d+\s*条?|一览)?(?:\s*(?:登录|登陆|注册|发表评论|\(\d+\)|\d+))*[::]?
        |(?:我要|目前没有|暂无|还没有|写|查看)(?:\S{0,4})(?:评论|跟帖|跟贴|留言).{0,20}|(?:跟帖|跟贴|评论)排行|沙发|板凳|地板|[2-9]楼|#[2-9]|[2-9]#|已输入\d+字|提?\s?交?还可输入\d+字|.{0,80}有\s*\d+\s*(?:条|则|个|篇)(?:评论|留言|回复|回应)|(?:共|全部|查看)?\s*\d+\s*(?:条|则|个)(?:评论|留言|回复|跟帖|回应)(?:\s*\S{0,8})?
        |(?:\d+\s+)?(?:reader |user )?(?:comments?|responses?|replies|thoughts?)(?:\s*\(\d+\)|\s*:)?(?:\s+(?:on|to)\s+.{1,120})?|(?:leave|post|add|write) (?:a|your) (?:comment|reply)(?: .{0,30})?|join the (?:conversation|discussion).{0,20}|(?:view|show|load|see) (?:all )?(?:\d+ )?comments.{0,20}|discussion(?: \(\d+\))?|sort by:? (?:best|newest|oldest|top).{0,20}
        |(?:\d+\s+)?(?:leser)?kommentare?(?:\s*\(\d+\))?(?: .{0,20})?|(?:\d+\s+)?(?:commentaires?|réactions)(?:\s*\(\d+\))?|laisser un commentaire|réagir(?: \(\d+\))?|(?:les )?commentaires? (?:sont )?fermés|(?:the )?comments (?:are )?closed|(?:die )?kommentare (?:sind )?geschlossen|(?:\d+\s+)?coment[aá]rios?(?:\s*\(\d+\))?|deja (?:un|tu) comentario.{0,20}|deixe (?:um|seu) comentário|(?:\d+\s+)?commenti(?:\s*\(\d+\))?|lascia un commento|(?:\d+\s+)?комментари(?:и|ев|я|й)(?:\s*\(\d+\))?|(?:この記事(?:へ|について)の)?(?:コメント|みんなのコメント)(?:一覧|する|を書く|を投稿|欄)?(?:\s*\(?\d+件?\)?)?|댓글(?:\s*\(?\d+개?\)?)?(?:\s*쓰기)?
    """,
    "related": r"""
        (?:【|\[|—|-|■|●|▼|↓|\|)*\s*(?:相关|热点|热门|热议|精彩|延伸|推荐|往期|更多|最新|站内|编辑|今日|猜你|大家|为你|为您|本周|实时|同类|近期|其他|其它|关联|相似|扩展|拓展|特别|重点|作者|同作者|本栏目|阅读|新闻|文章)[^。,!?::;]{0,6}(?:推荐|阅读|文章|新闻|资讯|报道|回顾|链接|专题|要闻|头条|热点|热文|喜欢|在看|都在看|排行|排行榜|话题|帖子|视频|精选|热榜|榜单|热搜|动态|最热)(?:\s*(?:全部|更多|换一换|查看更多|\d+))*\s*[::>…】\]—-]*
        |(?:财经|头条|体育|娱乐|科技|汽车|国际|国内|军事|社会|时尚|房产|家居|手机|数码|健康|教育|旅游|艺术|游戏|本地|公开课|亲子|教育)(?:要闻|新闻|资讯|头条|推荐|精选)|态度原创|热门标签|友情链接|网友热评|排行榜|热搜榜|专题推荐|推荐视频|推广链接|为你推荐|猜你喜欢|大家都在看|延伸阅读|你可能(?:还|也)?(?:喜欢|感兴趣).{0,6}
        |(?:related|recommended|popular|trending|latest|recent|top|more|other|similar|featured|additional)\s(?:articles?|stories|posts?|news|reads?|reading|headlines|picks|coverage|topics|content|videos|links|now|for you|from .{1,40}|on this (?:topic|story)|in .{1,30}|like this)[::]?|(?:related|trending(?: now)?|most (?:read|popular|viewed|shared|commented)|editor'?s'? (?:picks?|choice)|you (?:may|might) (?:also )?(?:like|enjoy|be interested in).{0,10}|what to read next|read next|up next|don't miss|more from .{1,40}|more stories|in case you missed it|further reading|see also|also read|around the web|from the web|sponsored stories|promoted stories|paid content|recommended for you|keep reading|next story|tags|topics|share this(?: article| story| post)?|about the author)[::….]*
        |(?:mehr zum thema|das könnte (?:sie|dich) (?:auch )?interessieren|meistgelesen|lesen sie auch|weitere (?:artikel|meldungen|nachrichten|themen|beiträge)|verwandte (?:artikel|themen|beiträge)|ähnliche (?:artikel|beiträge)|empfohlen(?:e artikel)?|auch interessant|neueste (?:artikel|beiträge)|schlagworte|themen)[::….]*
        |(?:à lire (?:aussi|également|ensuite)|sur le même (?:sujet|thème)|articles? (?:liés?|similaires?|recommandés?|les plus lus|connexes?)|les plus lus|voir aussi|vous aimerez aussi|plus d'articles|dernières (?:actualités|nouvelles)|nos autres articles)[::….]*
        |(?:(?:noticias|artículos|notas|entradas) (?:relacionad[ao]s|recomendad[ao]s|más leíd[ao]s)|lo más (?:leído|visto)|te puede interesar|también te puede interesar|más (?:noticias|leídas)|lee también|relacionad[ao]s|últimas noticias|notícias relacionadas|mais lidas|veja também|leia também|articoli correlati|più letti|potrebbe interessarti.{0,8}|vedi anche|leggi anche|ultime notizie)[::….]*
        |(?:関連(?:記事|リンク|ニュース|キーワード|トピックス|タグ)|おすすめ(?:の)?(?:記事|ニュース)?|人気(?:の)?(?:記事|ランキング)|(?:アクセス)?ランキング|あわせて読みたい|合わせて読みたい|こちらも(?:おすすめ|読まれて.{0,6}|チェック)|最新(?:記事|ニュース)|新着(?:記事|情報)?|注目(?:の)?記事|よく読まれている記事|ピックアップ|タグ)[::]*
        |(?:читайте также|по теме|похожие (?:статьи|новости|материалы)|популярное|самое читаемое|другие новости|рекомендуем|последние новости|관련 ?(?:기사|뉴스)|많이 본 (?:뉴스|기사)|인기 ?(?:기사|뉴스)|추천 ?(?:기사|뉴스)|주요 ?뉴스)[::]*
    """,
}  # fmt: skip

# Words of adult and gambling spam; a line of separated links with several of them is nothing else.
SPAM_WORDS = (
    r"无码|無碼|av|成人|色情|黄色|情色|三级|一级片|毛片|人妻|黄片|国产精品|久久|免费在线|在线播放|不卡|自拍|偷拍|强奸|乱码|中文字幕|激情|性爱|裸|约炮|"
    r"彩票|时时彩|六合彩|北京赛车|彩金|博彩|赌场|网赌|娱乐城|老虎机|百家乐|私家侦探|高仿|办证|刻章|迷药|开户|体育投注|棋牌|真人娱乐|威尼斯人|代孕|发票|porn|xxx|sex|nude|casino|slots?|betting|viagra|cialis|escort|jackpot|poker|payday loan|"
    r"アダルト|無修正|エロ|카지노|토토|야동|казино|порно"
)


_EAST_ASIAN = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]")
_OTHER_SCRIPTS = regex.compile(r"[a-zà-ž]{4}|\p{Cyrillic}{3}")


@cache
def phrases(reason: str, wide: bool) -> regex.Pattern[str]:
    """The pattern of sentences that are furniture of this kind; for `search` on a folded sentence.

    `wide` chooses the alternatives of East Asian scripts or those of the others: half the work for each sentence.
    """
    script = _EAST_ASIAN if wide else _OTHER_SCRIPTS
    return _compiled("\n".join(line for line in PHRASES[reason].strip().split("\n") if script.search(line)))


@cache
def whole_line(reason: str) -> regex.Pattern[str]:
    """The pattern of lines that are furniture of this kind; for `fullmatch` on a folded line."""
    return _compiled(LINES[reason])


@cache
def section(reason: str) -> regex.Pattern[str]:
    """The pattern of lines that head a section of this kind; for `fullmatch` on a folded line."""
    return _compiled(SECTIONS[reason])


@cache
def spam_words() -> regex.Pattern[str]:
    """The pattern of one spam word; Latin ones must stand alone."""
    return regex.compile(rf"(?<![a-z])(?:{fold(SPAM_WORDS)})(?![a-z])")


def _compiled(pattern: str) -> regex.Pattern[str]:
    # Layout of the source only: each alternative begins a line.
    joined = "".join(line.strip() for line in pattern.strip().split("\n")).removeprefix("|")
    return regex.compile(fold(joined) or r"(?!)")
