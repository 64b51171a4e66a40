<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>BoardPage</name>
    <message>
        <source>Number, item, place, unit or officer</source>
        <translation>编号 / 事项 / 乡镇 / 环节 / 单位 / 经办人</translation>
    </message>
    <message>
        <source>Search in the open cases</source>
        <translation>在办件中搜索</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>清除搜索</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Show all open cases</source>
        <translation>显示全部在办件</translation>
    </message>
    <message>
        <source>{count} open cases</source>
        <translation>共 {count} 件在办</translation>
    </message>
    <message>
        <source>{shown} of {every} open cases</source>
        <translation>显示 {shown} 件，共 {every} 件在办</translation>
    </message>
</context>
<context>
    <name>BottomLine</name>
    <message>
        <source>No data yet</source>
        <translation>还没有数据</translation>
    </message>
    <message>
        <source>case store away</source>
        <translation>办件库断开</translation>
    </message>
    <message>
        <source>older than allowed</source>
        <translation>数据已过时</translation>
    </message>
    <message>
        <source>Data {age}</source>
        <translation>数据 {age}</translation>
    </message>
</context>
<context>
    <name>CaseModel</name>
    <message>
        <source>Light</source>
        <translation>灯</translation>
    </message>
    <message>
        <source>Case number</source>
        <translation>办件编号</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>乡镇 / 村</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>当前环节</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Officer</source>
        <translation>经办人</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>到期</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>剩余</translation>
    </message>
</context>
<context>
    <name>CaseTable</name>
    <message>
        <source>Open cases</source>
        <translation>在办件</translation>
    </message>
</context>
<context>
    <name>Counts</name>
    <message>
        <source>nodes {count}</source>
        <translation>环节 {count}</translation>
    </message>
</context>
<context>
    <name>DaysModel</name>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>星期</translation>
    </message>
    <message>
        <source>Used</source>
        <translation>计入</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>扣除</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>日别</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>说明</translation>
    </message>
</context>
<context>
    <name>EmptyState</name>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Show all open cases</source>
        <translation>显示全部在办件</translation>
    </message>
    <message>
        <source>Opening the case store…</source>
        <translation>正在打开办件库…</translation>
    </message>
    <message>
        <source>Reading the case store…</source>
        <translation>正在读取办件库…</translation>
    </message>
    <message>
        <source>The case store has not been read yet</source>
        <translation>还没有读到办件库</translation>
    </message>
    <message>
        <source>Cases appear here as soon as it can be read.</source>
        <translation>能读到后，办件会自动显示在这里。</translation>
    </message>
    <message>
        <source>No open case is like this</source>
        <translation>没有符合条件的在办件</translation>
    </message>
    <message>
        <source>The case store holds no open case</source>
        <translation>办件库里没有在办件</translation>
    </message>
    <message>
        <source>Cases appear here by themselves as soon as the approval platform writes them.

To bring in a table:      emonitor import csv FILE --map MAP.toml
To bring in an event log: emonitor import xes FILE
To try it with a county:  emonitor demo</source>
        <translation>审批平台写入办件后，这里会自动显示。

导入表格：emonitor import csv 文件 --map 对照表.toml
导入事件日志：emonitor import xes 文件
用演示数据试用：emonitor demo</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>{site} · supervision of approvals</source>
        <translation>{site} · 行政审批电子监察</translation>
    </message>
    <message>
        <source>{bureau} · electronic supervision</source>
        <translation>{bureau} · 电子监察</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>Reading the case store: {percent} %</source>
        <translation>正在读取办件库：{percent}%</translation>
    </message>
    <message>
        <source>{store}: {what}, since {since}</source>
        <translation>{store}{what}（自 {since} 起）</translation>
    </message>
    <message>
        <source>Lights are shown as usual; cards wait and are written with their true moments once the ledger is back.</source>
        <translation>灯照常显示；牌暂不写入，台账恢复后按实际亮灯时间补记。</translation>
    </message>
    <message>
        <source>The cases below are those read last; their clocks go on, their lights are hatched.</source>
        <translation>下面是最后一次读到的办件，照常计时，灯以斜线表示。</translation>
    </message>
    <message>
        <source>No case can be shown until then.</source>
        <translation>恢复之前没有办件可以显示。</translation>
    </message>
    <message>
        <source>Check the network and the database server.</source>
        <translation>请检查网络和数据库服务器。</translation>
    </message>
    <message>
        <source>Check the network and how busy the database server is.</source>
        <translation>请检查网络和数据库服务器的负荷。</translation>
    </message>
    <message>
        <source>It is free again once the other program has finished.</source>
        <translation>占用它的程序结束后即可恢复。</translation>
    </message>
    <message>
        <source>Check its address in the settings; emonitor doctor helps.</source>
        <translation>请检查设置里的地址，可运行 emonitor doctor 查看。</translation>
    </message>
    <message>
        <source>Ask whoever looks after the database to restore the column; emonitor doctor helps.</source>
        <translation>请数据库维护人员恢复该字段，可运行 emonitor doctor 查看。</translation>
    </message>
    <message>
        <source>Restore it from a backup, or ask whoever looks after the database.</source>
        <translation>请从备份恢复，或联系数据库维护人员。</translation>
    </message>
    <message>
        <source>The program tries again by itself.</source>
        <translation>程序会自动重试。</translation>
    </message>
    <message>
        <source>The working calendar lacks {years}</source>
        <translation>工作日历缺少 {years} 年</translation>
    </message>
    <message>
        <source>Cases that depend on it are not judged; all others are. Import the State Council&apos;s notice: emonitor calendar import FILE</source>
        <translation>涉及该年度的办件暂不判定，其余照常。请导入国务院办公厅的放假安排：emonitor calendar import 文件</translation>
    </message>
    <message>
        <source>Nothing can be watched until this is put right. Correct the settings, then try again.</source>
        <translation>解决之前无法监察。请改正设置，然后重试。</translation>
    </message>
    <message>
        <source>Nothing can be watched until then. The program tries again every few seconds.</source>
        <translation>恢复之前无法监察。程序每隔几秒自动重试。</translation>
    </message>
    <message>
        <source>The database cannot be opened: {what}</source>
        <translation>数据库打不开：{what}</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>立即重试</translation>
    </message>
    <message>
        <source>The supervision stopped by an internal fault and is being started again</source>
        <translation>监察因程序内部出错而中断，正在重新启动</translation>
    </message>
    <message>
        <source>The list below is the last one worked out. If this stays, pass the log on to whoever looks after the program.</source>
        <translation>下面是最后一次算出的结果。如果一直如此，请把日志交给系统维护人员。</translation>
    </message>
    <message>
        <source>The last action could not be done: an internal fault</source>
        <translation>程序内部出错，刚才的操作没有完成</translation>
    </message>
    <message>
        <source>The supervision goes on. The details are in the log.</source>
        <translation>监察照常进行，详情已记入日志。</translation>
    </message>
    <message>
        <source>Understood</source>
        <translation>知道了</translation>
    </message>
</context>
<context>
    <name>ProofPanel</name>
    <message>
        <source>Close the proof</source>
        <translation>关闭说明</translation>
    </message>
    <message>
        <source>The proof day by day</source>
        <translation>逐日计算</translation>
    </message>
    <message>
        <source>Working out the proof…</source>
        <translation>正在计算…</translation>
    </message>
    <message>
        <source>The supervision is not running yet: no proof can be made.</source>
        <translation>监察尚未启动，暂时无法说明。</translation>
    </message>
    <message>
        <source>This case is no longer in the case store.</source>
        <translation>该办件已不在办件库中。</translation>
    </message>
    <message>
        <source>No proof could be made: an internal fault. The details are in the log.</source>
        <translation>程序内部出错，无法说明；详情已记入日志。</translation>
    </message>
    <message>
        <source>Proof of {case}</source>
        <translation>亮灯说明 {case}</translation>
    </message>
</context>
<context>
    <name>ProofTexts</name>
    <message>
        <source>about {moment}</source>
        <translation>约 {moment}</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>起算</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>时限</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>到期</translation>
    </message>
    <message>
        <source>Due soon from</source>
        <translation>转临期</translation>
    </message>
    <message>
        <source>Statutory due</source>
        <translation>法定到期</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Counted by</source>
        <translation>计算依据</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>已超过</translation>
    </message>
    <message>
        <source>still open</source>
        <translation>未结束</translation>
    </message>
</context>
</TS>
