window.GONGSHI_INDEX={"kinds":[["districts","县（市、区）和功能区"],["courses","马兰花创业培训班次"],["projects","项目制培训清单"],["occupations","急需紧缺职业（工种）目录"],["standards","培训学时及补贴标准"],["institutions","培训机构目录"],["subsidies","补贴公示"],["articles","政策与指南"]],
"places":["全市","泰山区","泰安高新区"],
"sounds":"一yi 业ye 中zhong 产chan 企qi 你ni 例li,lie 全quan 公gong 养yang 创chuang 削xue,xiao,qiao,shao 办ban 务wu 区qu,ou 员yuan,yun 培pei,pou,pi 婴ying 学xue 安an 家jia,jie,gu 山shan 工gong 市shi,fu 年nian,ning 心xin 想xiang 批pi 技ji,qi 护hu 控kong,qiang 政zheng 数shu,shuo 新xin 服fu,bi,bo 校xiao,jiao,qiao 法fa 泰tai 理li 生sheng 的de,di 示shi,qi,zhi 第di 老lao 职zhi 育yu,zhou,yo 能neng,tai,nai,xiong 补bu 训xun 贴tie 车che,ju 高gao",
"shelves":[
[0,-1,"districts/taishan/index.html",[
["泰山区","","本地的公示、培训项目、创业培训班次和培训机构","",""]]],
[0,-1,"districts/gaoxin/index.html",[
["泰安高新区","","本地的公示、培训项目、创业培训班次和培训机构","高新区",""]]],
[1,1,"courses/taishan/index.html",[
["SYB 创办你的企业","TS-SYB-01","开班 2021-06-01　示例职业培训学校","示例路1号","0538-0000001"]]],
[1,2,"courses/gaoxin/index.html",[
["GYB 产生你的企业想法","GX-GYB-01","开班 2021-06-15　示例创业培训中心","示例路2号","0538-0000002"]]],
[2,1,"projects/taishan/index.html",[
["家政服务（示例）","TS-01","组织时间 2021年6月　面向：农村转移就业劳动者　状态：计划","示例职业培训学校","0538-0000001"],
["养老护理（示例）","TS-02","组织时间 2021年7月　面向：失业人员　状态：计划","示例职业培训学校","0538-0000001"]]],
[2,2,"projects/gaoxin/index.html",[
["数控车削（示例）","GX-01","组织时间 2021.6.1-6.20　面向：企业职工","",""]]],
[3,0,"occupations/index.html",[
["车工（数控车工）","6-18-01-01","四级/中级工　紧缺　补贴上浮 20%","",""],
["育婴员","4-10-01-02","五级/初级工　急需　补贴上浮 20%","",""]]],
[4,0,"standards/index.html",[
["育婴员","育婴员","五级/初级工　学时 48　每人补贴（元）480.00","4-10-01-02",""],
["车工","车工","四级/中级工　学时 45　每人补贴（元）450.00","6-18-01-01",""]]],
[5,0,"institutions/index.html",[
["示例职业培训学校","示例职业培训学校","示例路1号","5237099900000001AH 育婴员","0538-0000011"],
["示例创业培训中心","示例创业培训中心","示例路2号","5237099900000002BM 创业培训","0538-0000012"]]],
[6,-1,"subsidies/2021-01/index.html",[
["示例市2021年第一批职业技能培训补贴公示","","示人社公示〔2021〕1号　公示期 2021-04-28 至 2021-05-08","泰山区 泰安高新区","0538-0000000"]]]
]};
