<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>ArchiveList</name>
    <message>
        <source>Reading the archive…</source>
        <translation>正在读存档…</translation>
    </message>
    <message>
        <source>Search the archive</source>
        <translation>在存档里查找</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Number or name</source>
        <translation>文号、期、经手人</translation>
    </message>
    <message>
        <source>State of the reports</source>
        <translation>报告的状态</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Archive of reports</source>
        <translation>报告存档</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>期</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>文号</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>{count} reports</source>
        <translation>共 {count} 份</translation>
    </message>
    <message>
        <source>No report is like this</source>
        <translation>没有这样的报告</translation>
    </message>
    <message>
        <source>Clear the search, or choose all states.</source>
        <translation>清除查找的字，或选全部状态。</translation>
    </message>
    <message>
        <source>Choose a kind and a period above, then make a draft.</source>
        <translation>在上面选种类和期，点“生成草稿”。</translation>
    </message>
    <message>
        <source>No report yet</source>
        <translation>还没有报告</translation>
    </message>
    <message>
        <source>The ledger cannot be read now: {why}</source>
        <translation>监察台账现在读不到：{why}</translation>
    </message>
    <message>
        <source>{why}
It is tried again by itself.</source>
        <translation>{why}
程序会自己再试。</translation>
    </message>
    <message>
        <source>The archive cannot be read now</source>
        <translation>存档现在读不到</translation>
    </message>
    <message>
        <source>this window has no ledger</source>
        <translation>这个窗口没有接监察台账</translation>
    </message>
    <message>
        <source>an internal fault; the log has the details</source>
        <translation>程序内部出了错，详情在日志里</translation>
    </message>
</context>
<context>
    <name>Body</name>
    <message>
        <source>Newest cards</source>
        <translation>最新亮牌</translation>
    </message>
    <message>
        <source>Turning red next</source>
        <translation>即将超期</translation>
    </message>
    <message>
        <source>Show all places</source>
        <translation>查看全县</translation>
    </message>
    <message>
        <source>Show all places again</source>
        <translation>重新查看全县</translation>
    </message>
    <message>
        <source>Where the cases stand</source>
        <translation>在办分布</translation>
    </message>
    <message>
        <source>in office hours</source>
        <translation>倒计时只算办公时间</translation>
    </message>
    <message>
        <source>Being counted…</source>
        <translation>正在统计……</translation>
    </message>
    <message>
        <source>The cards cannot be read just now; they appear by themselves.</source>
        <translation>暂时读不到亮牌记录，恢复后会自动显示。</translation>
    </message>
    <message>
        <source>No card fell in the last 30 days.</source>
        <translation>近 30 天没有亮牌。</translation>
    </message>
    <message>
        <source>No running case has a due moment ahead.</source>
        <translation>在办办件都没有临近的到期时间。</translation>
    </message>
</context>
<context>
    <name>BottomLine</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>No data yet</source>
        <translation>还没有数据</translation>
    </message>
    <message>
        <source>{title} (and {others} more)</source>
        <translation>{title}（另有 {others} 项）</translation>
    </message>
    <message>
        <source>{title}: being cancelled</source>
        <translation>{title}：正在取消</translation>
    </message>
    <message>
        <source>Cancel: {title}</source>
        <translation>取消：{title}</translation>
    </message>
    <message>
        <source>Data problems: {count}</source>
        <translation>数据问题 {count} 条</translation>
    </message>
    <message>
        <source>SMS unknown: {count}</source>
        <translation>短信不明 {count} 条</translation>
    </message>
    <message>
        <source>SMS failed: {count}</source>
        <translation>短信失败 {count} 条</translation>
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
    <name>CalendarPage</name>
    <message>
        <source>Reading the calendar…</source>
        <translation>正在读工作日历…</translation>
    </message>
    <message>
        <source>The year before</source>
        <translation>前一年</translation>
    </message>
    <message>
        <source>The year after</source>
        <translation>后一年</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Import the days off of a year from a file</source>
        <translation>从文件导入一年的放假安排</translation>
    </message>
    <message>
        <source>January</source>
        <translation>1 月</translation>
    </message>
    <message>
        <source>February</source>
        <translation>2 月</translation>
    </message>
    <message>
        <source>March</source>
        <translation>3 月</translation>
    </message>
    <message>
        <source>April</source>
        <translation>4 月</translation>
    </message>
    <message>
        <source>May</source>
        <translation>5 月</translation>
    </message>
    <message>
        <source>June</source>
        <translation>6 月</translation>
    </message>
    <message>
        <source>July</source>
        <translation>7 月</translation>
    </message>
    <message>
        <source>August</source>
        <translation>8 月</translation>
    </message>
    <message>
        <source>September</source>
        <translation>9 月</translation>
    </message>
    <message>
        <source>October</source>
        <translation>10 月</translation>
    </message>
    <message>
        <source>November</source>
        <translation>11 月</translation>
    </message>
    <message>
        <source>December</source>
        <translation>12 月</translation>
    </message>
    <message>
        <source>Mo</source>
        <translation>一</translation>
    </message>
    <message>
        <source>Tu</source>
        <translation>二</translation>
    </message>
    <message>
        <source>We</source>
        <translation>三</translation>
    </message>
    <message>
        <source>Th</source>
        <translation>四</translation>
    </message>
    <message>
        <source>Fr</source>
        <translation>五</translation>
    </message>
    <message>
        <source>Sa</source>
        <translation>六</translation>
    </message>
    <message>
        <source>Su</source>
        <translation>日</translation>
    </message>
    <message>
        <source>H</source>
        <translation>休</translation>
    </message>
    <message>
        <source>W</source>
        <translation>班</translation>
    </message>
    <message>
        <source>{month}  {count} working days</source>
        <translation>{month}  {count} 个工作日</translation>
    </message>
    <message>
        <source>Days of the year</source>
        <translation>一年的日子</translation>
    </message>
    <message>
        <source>H holiday   W make-up workday   grey: weekend   folded corner: set by this site</source>
        <translation>休 法定节假日   班 调休上班日   灰字 周末   折角 本地改过</translation>
    </message>
    <message>
        <source>The last change is still being written. Try again in a moment.</source>
        <translation>上一处改动还在写入，请稍等再改。</translation>
    </message>
    <message>
        <source>The calendar cannot be read now</source>
        <translation>现在读不到工作日历</translation>
    </message>
    <message>
        <source>It is kept in the supervision ledger, which is away. It appears as soon as that is back.</source>
        <translation>日历存在监察台账里，台账现在连不上；恢复以后这里会自动显示。</translation>
    </message>
    <message>
        <source>The ledger is away: nothing was changed. Try again later.</source>
        <translation>监察台账连不上，没有改成。请稍后再试。</translation>
    </message>
    <message>
        <source>{year}: {count} working days</source>
        <translation>{year} 年 · {count} 个工作日</translation>
    </message>
    <message>
        <source>{year}: not known</source>
        <translation>{year} 年 · 未知</translation>
    </message>
    <message>
        <source>The days off of {year} are not known</source>
        <translation>还没有 {year} 年的放假安排</translation>
    </message>
    <message>
        <source>Cases whose limit reaches into this year are not judged: nothing is guessed by the weekday. As soon as the State Council has announced them, import the file (JSON, CSV or TOML).</source>
        <translation>期限落到这一年的办件不作判断，程序不按星期猜。国务院办公厅公布放假安排以后，请导入文件（JSON、CSV 或 TOML）。</translation>
    </message>
    <message>
        <source> (work)</source>
        <translation>（上班）</translation>
    </message>
    <message>
        <source>{day} becomes a working day</source>
        <translation>{day} 改为上班日</translation>
    </message>
    <message>
        <source>{day} becomes a rest day</source>
        <translation>{day} 改为休息日</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>改</translation>
    </message>
    <message>
        <source>Every case is judged anew. Cards that the changed calendar proves wrong are revoked with the reason “calendar corrected”; dues that move get their own cards. It can be undone with Ctrl+Z.</source>
        <translation>全部办件会重判一遍。按新日历不该有的牌撤销，原因记为“工作日历已更正”；到期时间移了的，按新的到期时间另记。可以用 Ctrl+Z 撤销。</translation>
    </message>
    <message>
        <source>{day} is again what the notice says</source>
        <translation>{day} 恢复为通知的安排</translation>
    </message>
    <message>
        <source>Written. The cases are being judged anew.</source>
        <translation>已写入，正在重判全部办件。</translation>
    </message>
    <message>
        <source>Undone. The cases are being judged anew.</source>
        <translation>已撤销，正在重判全部办件。</translation>
    </message>
    <message>
        <source>Undo the last change of the calendar ({count} can be undone)</source>
        <translation>撤销上一次日历改动（还可撤销 {count} 次）</translation>
    </message>
    <message>
        <source>Import the days off</source>
        <translation>导入放假安排</translation>
    </message>
    <message>
        <source>Calendars (*.json *.csv *.toml);;All files (*)</source>
        <translation>日历文件 (*.json *.csv *.toml);;所有文件 (*)</translation>
    </message>
    <message>
        <source>{file} says nothing that is not known already</source>
        <translation>{file} 里的安排都已经有了，没有要改的</translation>
    </message>
    <message>
        <source>This file cannot be taken; nothing was changed</source>
        <translation>这个文件用不了，什么都没有改</translation>
    </message>
</context>
<context>
    <name>CardChart</name>
    <message>
        <source>Cards of the last 30 days</source>
        <translation>近 30 天亮牌</translation>
    </message>
    <message>
        <source>yellow {yellow}, red {red} in all</source>
        <translation>合计黄牌 {yellow} 张，红牌 {red} 张</translation>
    </message>
    <message>
        <source>No card fell in the last 30 days.</source>
        <translation>近 30 天没有亮牌。</translation>
    </message>
    <message>
        <source>{day}: yellow {yellow}, red {red}</source>
        <translation>{day}：黄牌 {yellow} 张，红牌 {red} 张</translation>
    </message>
    <message>
        <source>{day}: yellow {yellow}, red {red}, of these past the law {statutory}</source>
        <translation>{day}：黄牌 {yellow} 张，红牌 {red} 张，其中超法定 {statutory} 张</translation>
    </message>
    <message>
        <source>{sum}. Most on {most}. Left and right go through the days.</source>
        <translation>{sum}。最多的一天是 {most}。按左右键逐日查看。</translation>
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
        <source>Accepted</source>
        <translation>受理</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>到期</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>剩余</translation>
    </message>
    <message>
        <source>Statutory due</source>
        <translation>法定到期</translation>
    </message>
</context>
<context>
    <name>CaseSms</name>
    <message>
        <source>Acknowledge…</source>
        <translation>知悉…</translation>
    </message>
    <message>
        <source>Remind by hand…</source>
        <translation>人工催办…</translation>
    </message>
    <message>
        <source>Silence…</source>
        <translation>静默…</translation>
    </message>
    <message>
        <source>Warnings of the case</source>
        <translation>本件的预警短信</translation>
    </message>
    <message>
        <source>Reading the outbox…</source>
        <translation>正在读取发件箱…</translation>
    </message>
    <message>
        <source>No warning about this case</source>
        <translation>本件没有预警短信</translation>
    </message>
    <message>
        <source>It was neither yellow nor red while somebody was to be told, or its warnings are still to come.</source>
        <translation>没有到过要告诉别人的时候，或者还没到时候。</translation>
    </message>
    <message>
        <source>The warnings cannot be read now</source>
        <translation>现在读不到预警短信</translation>
    </message>
    <message>
        <source>Acknowledged by {who}, {when}. {note}</source>
        <translation>{who} {when} 知悉：{note}</translation>
    </message>
    <message>
        <source>Silenced until {until} by {who}: {reason}</source>
        <translation>静默到 {until}（{who}：{reason}）</translation>
    </message>
    <message>
        <source>Nothing was changed. {why}</source>
        <translation>没有改动。{why}</translation>
    </message>
    <message>
        <source>You know of this case?</source>
        <translation>知悉本件？</translation>
    </message>
    <message>
        <source>Warnings to leaders and inspectors that are still to come about it are not sent. Lights and cards go on as usual.</source>
        <translation>逐级上报里还没到时候的短信不再发给后面的人。灯和牌照常。</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>知悉</translation>
    </message>
    <message>
        <source>Written down: acknowledged.</source>
        <translation>已记下：知悉。</translation>
    </message>
    <message>
        <source>Written down: silenced.</source>
        <translation>已记下：静默。</translation>
    </message>
    <message>
        <source>Nothing was sent: the case store cannot be asked who answers for this case.</source>
        <translation>没有发：现在读不到办件库，不知道本件由谁负责。</translation>
    </message>
    <message>
        <source>Nothing was sent: the case is over.</source>
        <translation>没有发：本件已经办完。</translation>
    </message>
    <message>
        <source>Nothing was sent: nobody answers for this case.</source>
        <translation>没有发：本件没有负责的人。</translation>
    </message>
    <message>
        <source>Written down: a reminder to {who}.</source>
        <translation>已记下：给{who}的催办。</translation>
    </message>
</context>
<context>
    <name>CaseTable</name>
    <message>
        <source>Open cases</source>
        <translation>在办件</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
</context>
<context>
    <name>CaseView</name>
    <message>
        <source>Print the proof</source>
        <translation>打印核查单</translation>
    </message>
    <message>
        <source>Print the proof sheet or save it as PDF (Ctrl+P)</source>
        <translation>打印核查单，或另存为 PDF（Ctrl+P）</translation>
    </message>
    <message>
        <source>Open in a window of its own</source>
        <translation>在单独的窗口中打开</translation>
    </message>
    <message>
        <source>Close the case</source>
        <translation>关闭该办件</translation>
    </message>
    <message>
        <source>Back to the whole case</source>
        <translation>返回整个办件</translation>
    </message>
    <message>
        <source>Suspensions and corrections</source>
        <translation>挂起与补正</translation>
    </message>
    <message>
        <source>Cards</source>
        <translation>亮牌记录</translation>
    </message>
    <message>
        <source>The clock was never stopped.</source>
        <translation>没有挂起或补正，计时从未停止。</translation>
    </message>
    <message>
        <source>No card was issued.</source>
        <translation>没有亮过牌。</translation>
    </message>
    <message>
        <source>Details of the case</source>
        <translation>办件详情</translation>
    </message>
    <message>
        <source>The case</source>
        <translation>办件</translation>
    </message>
    <message>
        <source>Working out the proof…</source>
        <translation>正在核算…</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>为什么</translation>
    </message>
    <message>
        <source>Suspensions, corrections</source>
        <translation>挂起与补正</translation>
    </message>
    <message>
        <source>SMS</source>
        <translation>短信</translation>
    </message>
    <message>
        <source>The supervision is not running yet: no proof can be made.</source>
        <translation>监察尚未启动，暂时无法说明。</translation>
    </message>
    <message>
        <source>There is no case of this number in the case store.</source>
        <translation>办件库里没有这个编号的办件。</translation>
    </message>
    <message>
        <source>No proof could be made: an internal fault. The details are in the log.</source>
        <translation>程序内部出错，无法说明；详情已记入日志。</translation>
    </message>
    <message>
        <source>The {store} is away: this case cannot be opened now. It appears as soon as it is back.</source>
        <translation>{store}断开，暂时打不开这一件，连上后自动显示</translation>
    </message>
    <message>
        <source>The {store} is away: this is what was read at {time}. It goes on as soon as it is back.</source>
        <translation>{store}断开，下面是 {time} 读到的，连上后自动更新。</translation>
    </message>
    <message>
        <source>Case {case}</source>
        <translation>办件 {case}</translation>
    </message>
    <message>
        <source>Node {name}: {headline}</source>
        <translation>环节 {name}：{headline}</translation>
    </message>
    <message>
        <source>The case as a whole</source>
        <translation>整个办件</translation>
    </message>
</context>
<context>
    <name>CaseWindow</name>
    <message>
        <source>Case {case}</source>
        <translation>办件 {case}</translation>
    </message>
</context>
<context>
    <name>CasesPage</name>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Choose columns</source>
        <translation>选择显示哪些列</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Export what is shown to Excel</source>
        <translation>把显示的办件导出到 Excel</translation>
    </message>
    <message>
        <source>Export what is shown to Excel (Ctrl+E)</source>
        <translation>把显示的办件导出到 Excel（Ctrl+E）</translation>
    </message>
    <message>
        <source>{case_no} is not in the list as it is narrowed now</source>
        <translation>{case_no} 不在现在筛选出来的列表里</translation>
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
    <name>CasesWindow</name>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Export these cases as a spreadsheet</source>
        <translation>把这些办件导出为表格</translation>
    </message>
    <message>
        <source>Export these cases as a spreadsheet (Ctrl+E)</source>
        <translation>把这些办件导出为表格（Ctrl+E）</translation>
    </message>
    <message>
        <source>Cases behind the figure</source>
        <translation>这个数字包含的办件</translation>
    </message>
    <message>
        <source>Reading the cases…</source>
        <translation>正在读办件……</translation>
    </message>
    <message>
        <source>{title} · {cases} cases</source>
        <translation>{title} · {cases} 件</translation>
    </message>
    <message>
        <source>{said}, counted {times} times</source>
        <translation>{said}，计 {times} 次</translation>
    </message>
    <message>
        <source>{said}, the first {shown} shown</source>
        <translation>{said}，列出前 {shown} 件</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>办件编号</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>The light, or how the case ended, as it is now</source>
        <translation>现在的灯，或者怎样办结的</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>乡镇/村</translation>
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
        <source>Accepted</source>
        <translation>受理</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>到期</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>办结</translation>
    </message>
    <message>
        <source>No case stands behind this figure</source>
        <translation>这个数字没有对应的办件</translation>
    </message>
    <message>
        <source>{said} · the case store cannot be read now</source>
        <translation>{said} · 办件库暂时读不到</translation>
    </message>
    <message>
        <source>not in the store</source>
        <translation>库中已无</translation>
    </message>
    <message>
        <source>Cases {title}</source>
        <translation>办件 {title}</translation>
    </message>
    <message>
        <source>Export the cases</source>
        <translation>导出办件</translation>
    </message>
    <message>
        <source>Exporting the cases</source>
        <translation>导出办件</translation>
    </message>
    <message>
        <source>Saved as {file}</source>
        <translation>已保存为 {file}</translation>
    </message>
</context>
<context>
    <name>ChartsTab</name>
    <message>
        <source>Charts</source>
        <translation>图表</translation>
    </message>
    <message>
        <source>Drawing the charts…</source>
        <translation>正在画图…</translation>
    </message>
    <message>
        <source>Drawing the charts</source>
        <translation>画图</translation>
    </message>
    <message>
        <source>Chart: {title}; its figures are in the tables</source>
        <translation>图：{title}；数字见统计表</translation>
    </message>
    <message>
        <source>The charts were not drawn</source>
        <translation>图没有画成</translation>
    </message>
    <message>
        <source>The figures are in the tables all the same.</source>
        <translation>数字照样在统计表里。</translation>
    </message>
</context>
<context>
    <name>Chips</name>
    <message>
        <source>{count} named cases</source>
        <translation>指定的 {count} 件</translation>
    </message>
    <message>
        <source>“{text}”</source>
        <translation>“{text}”</translation>
    </message>
    <message>
        <source>{first} and {count} more</source>
        <translation>{first}等，另有 {count} 个</translation>
    </message>
    <message>
        <source>Take away: {what}</source>
        <translation>去掉条件：{what}</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Show all open cases</source>
        <translation>显示全部在办件</translation>
    </message>
</context>
<context>
    <name>ChoicePopup</name>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Search in {title}</source>
        <translation>在“{title}”中搜索</translation>
    </message>
    <message>
        <source>Nothing to choose</source>
        <translation>没有可选的</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>No choice: show all</source>
        <translation>不选，显示全部</translation>
    </message>
</context>
<context>
    <name>ContactsTab</name>
    <message>
        <source>Looking who can be reached…</source>
        <translation>正在核对谁能收到…</translation>
    </message>
    <message>
        <source>Unit or name</source>
        <translation>单位或姓名</translation>
    </message>
    <message>
        <source>Narrow the recipients</source>
        <translation>筛选收信人</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Only those who cannot be reached</source>
        <translation>只看收不到的</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>重新核对</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>号码</translation>
    </message>
    <message>
        <source>Is told</source>
        <translation>收哪些</translation>
    </message>
    <message>
        <source>Recipients</source>
        <translation>收信人</translation>
    </message>
    <message>
        <source>Names, roles and numbers are the approval platform&apos;s. Correct them there: messages that wait for a number then go out by themselves.</source>
        <translation>姓名、角色和号码都来自审批平台，请在那里更正；更正以后，因缺号码等着的短信会自己发出。</translation>
    </message>
    <message>
        <source>The rules cannot be read. The doctor says what is wrong with them.</source>
        <translation>规则读不出来。“自检”页说明错在哪里。</translation>
    </message>
    <message>
        <source>They stand in the case store, which is away. They appear as soon as it is back.</source>
        <translation>它们在办件库里，办件库断开了；恢复后自动显示。</translation>
    </message>
    <message>
        <source>The recipients cannot be read now</source>
        <translation>现在读不到收信人</translation>
    </message>
    <message>
        <source>{bad} of {all} cannot be reached</source>
        <translation>共 {all} 个收信人，{bad} 个收不到</translation>
    </message>
    <message>
        <source>No recipient is like this</source>
        <translation>没有这样的收信人</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Everybody whom the rules name has a mobile number, and every role is filled.</source>
        <translation>规则里要告诉的人都有手机号，每个角色都有人。</translation>
    </message>
    <message>
        <source>Everybody can be reached</source>
        <translation>人人都能收到</translation>
    </message>
</context>
<context>
    <name>DayPanel</name>
    <message>
        <source>Working day</source>
        <translation>上班日</translation>
    </message>
    <message>
        <source>Rest day</source>
        <translation>休息日</translation>
    </message>
    <message>
        <source>Name, if it has one</source>
        <translation>名称，可以不写</translation>
    </message>
    <message>
        <source>Name of the day</source>
        <translation>这一天的名称</translation>
    </message>
    <message>
        <source>Save this day…</source>
        <translation>保存这一天…</translation>
    </message>
    <message>
        <source>Back to the notice…</source>
        <translation>恢复通知的安排…</translation>
    </message>
    <message>
        <source>A change has every case judged anew; cards that it proves wrong are revoked.</source>
        <translation>改了以后全部办件重判；按新日历不该有的牌会撤销。</translation>
    </message>
    <message>
        <source>Holidays and make-up workdays of the year</source>
        <translation>这一年的节假日和调休上班日</translation>
    </message>
    <message>
        <source>Nobody has announced this year&apos;s days off yet</source>
        <translation>这一年的放假安排还没有公布</translation>
    </message>
    <message>
        <source>Set by this site</source>
        <translation>本地改过</translation>
    </message>
    <message>
        <source>By the imported notice</source>
        <translation>来自导入的通知</translation>
    </message>
    <message>
        <source>By the notice that the program carries</source>
        <translation>来自程序自带的通知</translation>
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
    <name>Deeds</name>
    <message>
        <source>Making a draft: {name}</source>
        <translation>生成草稿：{name}</translation>
    </message>
    <message>
        <source>The draft is made and kept</source>
        <translation>草稿已生成并存好</translation>
    </message>
    <message>
        <source>The text that you edited stays as it was, though the figures are new: compare both, or restore the whole text.</source>
        <translation>数字是新的，正文仍是您改过的那份：请对照核对，或点“恢复全部原文”。</translation>
    </message>
    <message>
        <source>The draft is new; {count} edits of yours were kept.</source>
        <translation>草稿已按现在的数据重写，改过的 {count} 处保留。</translation>
    </message>
    <message>
        <source>The draft is dropped; the archive keeps it among the dropped ones</source>
        <translation>草稿已丢弃，存档里“草稿已了结”中还能看到</translation>
    </message>
    <message>
        <source>Nothing was changed: the ledger cannot be reached. {why}</source>
        <translation>没有改动：监察台账连不上。{why}</translation>
    </message>
    <message>
        <source>Issuing: {name}</source>
        <translation>签发：{name}</translation>
    </message>
    <message>
        <source>Another workstation has issued it meanwhile: this is what it issued.</source>
        <translation>别的工作站刚刚已经签发，这就是它签发的那一份。</translation>
    </message>
    <message>
        <source>Issued: {report}</source>
        <translation>已签发：{report}</translation>
    </message>
    <message>
        <source>{said}. The file is {file}</source>
        <translation>{said}。文件：{file}</translation>
    </message>
    <message>
        <source>{said}. The archive holds it; its folder cannot be written to: {why}</source>
        <translation>{said}。台账里已存档；存放报告的文件夹写不进：{why}</translation>
    </message>
    <message>
        <source>Nothing was issued: the data is not what was checked. The draft was made anew, check it again.</source>
        <translation>没有签发：数据和校对时的不一样了。草稿已按现在的数据重新生成，请再校对一遍。</translation>
    </message>
    <message>
        <source>{said} Other figures: {figures}.</source>
        <translation>{said}有变化的指标：{figures}。</translation>
    </message>
    <message>
        <source>Printing: {name}</source>
        <translation>打印：{name}</translation>
    </message>
    <message>
        <source>Sent to the printer: {pages} pages</source>
        <translation>已送打印机：{pages} 页</translation>
    </message>
    <message>
        <source>Statistics {period}</source>
        <translation>统计 {period}</translation>
    </message>
    <message>
        <source>PDF document (*.pdf)</source>
        <translation>PDF 文档 (*.pdf)</translation>
    </message>
    <message>
        <source>Save the document</source>
        <translation>保存文件</translation>
    </message>
    <message>
        <source>Saving the document</source>
        <translation>保存文件</translation>
    </message>
    <message>
        <source>Saved as {file}</source>
        <translation>已保存为 {file}</translation>
    </message>
    <message>
        <source>Export the figures</source>
        <translation>导出统计数字</translation>
    </message>
    <message>
        <source>Exporting the figures</source>
        <translation>导出统计数字</translation>
    </message>
    <message>
        <source>Opening the folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>The reports lie in {folder}</source>
        <translation>报告存放在 {folder}</translation>
    </message>
    <message>
        <source>Which file is it?</source>
        <translation>选要验的文件</translation>
    </message>
    <message>
        <source>Verifying a file</source>
        <translation>验真</translation>
    </message>
</context>
<context>
    <name>DeedsTab</name>
    <message>
        <source>Nothing here can be changed or removed: whoever checks can rely on it.</source>
        <translation>这里的记录不能改、不能删，供核查。</translation>
    </message>
    <message>
        <source>Deeds by hand</source>
        <translation>人工操作</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>谁</translation>
    </message>
    <message>
        <source>What</source>
        <translation>做了什么</translation>
    </message>
    <message>
        <source>Case or whom</source>
        <translation>办件或对象</translation>
    </message>
    <message>
        <source>Recipient</source>
        <translation>收信人</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>{count} deeds</source>
        <translation>共 {count} 次</translation>
    </message>
    <message>
        <source>Nobody has done anything by hand</source>
        <translation>还没有人工操作</translation>
    </message>
    <message>
        <source>What is marked, sent again, silenced or acknowledged is written down here with its reason.</source>
        <translation>标记、重发、静默、知悉和催办，都连同理由记在这里。</translation>
    </message>
    <message>
        <source>{count} messages</source>
        <translation>共 {count} 条</translation>
    </message>
</context>
<context>
    <name>DetailTexts</name>
    <message>
        <source>{used} days</source>
        <translation>{used} 日</translation>
    </message>
    <message>
        <source>{used} h</source>
        <translation>{used} 小时</translation>
    </message>
    <message>
        <source>over {limit}</source>
        <translation>超{limit}</translation>
    </message>
    <message>
        <source>{used}/{limit} days</source>
        <translation>{used}/{limit} 日</translation>
    </message>
    <message>
        <source>{used}/{limit} h</source>
        <translation>{used}/{limit} 小时</translation>
    </message>
    <message>
        <source>used {amount}</source>
        <translation>已用 {amount}</translation>
    </message>
    <message>
        <source>limit {amount}</source>
        <translation>时限 {amount}</translation>
    </message>
    <message>
        <source>still here</source>
        <translation>未离开</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>From</source>
        <translation>起</translation>
    </message>
    <message>
        <source>To</source>
        <translation>止</translation>
    </message>
    <message>
        <source>Ground</source>
        <translation>事由</translation>
    </message>
    <message>
        <source>still open</source>
        <translation>未结束</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>亮牌</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>环节</translation>
    </message>
    <message>
        <source>Turned at</source>
        <translation>亮牌时间</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Charged</source>
        <translation>责任单位和人员</translation>
    </message>
    <message>
        <source>Noticed at</source>
        <translation>发现时间</translation>
    </message>
    <message>
        <source>case</source>
        <translation>整个办件</translation>
    </message>
</context>
<context>
    <name>DoctorPage</name>
    <message>
        <source>Not looked yet</source>
        <translation>还没有检查</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>再查一遍</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>复制成文字</translation>
    </message>
    <message>
        <source>What the program depends on</source>
        <translation>运行条件</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>正在检查…</translation>
    </message>
    <message>
        <source>Checking what the program depends on</source>
        <translation>正在检查运行条件</translation>
    </message>
    <message>
        <source>{count} of {all} need attention</source>
        <translation>{all} 项中 {count} 项不通过</translation>
    </message>
    <message>
        <source>All {all} are in order</source>
        <translation>{all} 项全部正常</translation>
    </message>
    <message>
        <source>Looked at {time}</source>
        <translation>查于 {time}</translation>
    </message>
    <message>
        <source>To do: {what}</source>
        <translation>处理：{what}</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
</context>
<context>
    <name>DropQuestion</name>
    <message>
        <source>Drop the draft {name}?</source>
        <translation>丢弃草稿“{name}”？</translation>
    </message>
    <message>
        <source>It stays in the archive among the dropped ones and can be read there. A new draft can be made.</source>
        <translation>存档里“草稿已了结”中还能看到它；以后可以重新生成。</translation>
    </message>
    <message>
        <source>Drop the draft</source>
        <translation>丢弃草稿</translation>
    </message>
</context>
<context>
    <name>EmptyState</name>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
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
        <source>No open case has this number</source>
        <translation>在办件里没有这个编号</translation>
    </message>
    <message>
        <source>It may be finished.</source>
        <translation>可能已经办结。</translation>
    </message>
    <message>
        <source>Open case {case_no}</source>
        <translation>打开办件 {case_no}</translation>
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
    <name>EntryTexts</name>
    <message>
        <source>whole case</source>
        <translation>办件总时限</translation>
    </message>
    <message>
        <source>done</source>
        <translation>已办完</translation>
    </message>
</context>
<context>
    <name>FactsTab</name>
    <message>
        <source>What</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>In the archive</source>
        <translation>存档内容</translation>
    </message>
    <message>
        <source>Record of the report</source>
        <translation>报告的存档记录</translation>
    </message>
</context>
<context>
    <name>Figures</name>
    <message>
        <source>Open these cases</source>
        <translation>打开这些办件</translation>
    </message>
    <message>
        <source>nodes {count}</source>
        <translation>环节 {count}</translation>
    </message>
</context>
<context>
    <name>FiguresTab</name>
    <message>
        <source>What is shown</source>
        <translation>看什么</translation>
    </message>
    <message>
        <source>Figures of the whole county</source>
        <translation>全县数字</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>统计表</translation>
    </message>
    <message>
        <source>Whole county</source>
        <translation>全县</translation>
    </message>
    <message>
        <source>By township</source>
        <translation>按乡镇</translation>
    </message>
    <message>
        <source>By unit</source>
        <translation>按单位</translation>
    </message>
    <message>
        <source>By item</source>
        <translation>按事项</translation>
    </message>
    <message>
        <source>By level</source>
        <translation>按层级</translation>
    </message>
    <message>
        <source>By village</source>
        <translation>按村</translation>
    </message>
    <message>
        <source>By officer</source>
        <translation>按经办人</translation>
    </message>
    <message>
        <source>List: {name}</source>
        <translation>清单：{name}</translation>
    </message>
    <message>
        <source>{count}, the first {shown} shown</source>
        <translation>共 {count} 行，列前 {shown} 行</translation>
    </message>
    <message>
        <source>{count} rows</source>
        <translation>共 {count} 行</translation>
    </message>
</context>
<context>
    <name>FiguresTable</name>
    <message>
        <source>Rank</source>
        <translation>名次</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Belongs to</source>
        <translation>所属</translation>
    </message>
    <message>
        <source>All</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>{name} (no cases)</source>
        <translation>{name}（无办件）</translation>
    </message>
    <message>
        <source>{name}: {now}, the period before {before}</source>
        <translation>{name}：{now}，上期 {before}</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Number, item, officer …</source>
        <translation>编号、事项、经办人…</translation>
    </message>
    <message>
        <source>Number, item, place, node, unit or officer; several words: all of them (Ctrl+F)</source>
        <translation>编号、事项、乡镇村、环节、单位或经办人；几个词用空格隔开，须同时符合（Ctrl+F）</translation>
    </message>
    <message>
        <source>Search in the open cases</source>
        <translation>搜索在办件</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>清除搜索</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>灯</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>层级</translation>
    </message>
    <message>
        <source>Township</source>
        <translation>乡镇</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>环节</translation>
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
        <source>county</source>
        <translation>县级</translation>
    </message>
    <message>
        <source>township</source>
        <translation>乡镇级</translation>
    </message>
    <message>
        <source>village</source>
        <translation>村级</translation>
    </message>
</context>
<context>
    <name>FilterButton</name>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>{title}: {chosen}</source>
        <translation>{title}：{chosen}</translation>
    </message>
</context>
<context>
    <name>GuideView</name>
    <message>
        <source>User guide</source>
        <translation>使用手册</translation>
    </message>
</context>
<context>
    <name>HeadlineTable</name>
    <message>
        <source>Figure</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>本期</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>上期</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>比上期</translation>
    </message>
    <message>
        <source>A year ago</source>
        <translation>去年同期</translation>
    </message>
    <message>
        <source>Year so far</source>
        <translation>本年累计</translation>
    </message>
    <message>
        <source>as before</source>
        <translation>持平</translation>
    </message>
</context>
<context>
    <name>HelpWindow</name>
    <message>
        <source>User guide</source>
        <translation>使用手册</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>目录</translation>
    </message>
    <message>
        <source>Search in the guide</source>
        <translation>在手册里查找</translation>
    </message>
    <message>
        <source>The user guide was not installed with the program. It is docs/user-guide.md in its source.</source>
        <translation>使用手册没有随程序安装。它在源代码里的 docs/user-guide.md。</translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message>
        <source>Import a calendar</source>
        <translation>导入工作日历</translation>
    </message>
    <message>
        <source>{file} changes {days} days, {turned} of them from work to rest or back.</source>
        <translation>{file} 会改动 {days} 天，其中 {turned} 天的上班、休息有变。</translation>
    </message>
    <message>
        <source>Every case is then judged anew; cards that this proves wrong are revoked. It can be undone.</source>
        <translation>导入后全部办件重判一遍，按新日历不该有的牌会撤销。可以撤销导入。</translation>
    </message>
    <message>
        <source>Days that change</source>
        <translation>会改动的日子</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Known as a whole from now on: {years}</source>
        <translation>从此整年已知：{years} 年</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>Then</source>
        <translation>改为</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>working day</source>
        <translation>上班</translation>
    </message>
    <message>
        <source>rest day</source>
        <translation>休息</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>未知</translation>
    </message>
</context>
<context>
    <name>IssueDialog</name>
    <message>
        <source>Issue: {name}</source>
        <translation>签发：{name}</translation>
    </message>
    <message>
        <source>Issued by</source>
        <translation>签发人</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>The name of the person who issues it</source>
        <translation>签发人的姓名</translation>
    </message>
    <message>
        <source>Why the issued one is superseded; it is kept in the ledger</source>
        <translation>为什么替换已签发的那一份；记在台账里</translation>
    </message>
    <message>
        <source>Issue</source>
        <translation>签发</translation>
    </message>
    <message>
        <source>It gets the number {number}.</source>
        <translation>将编为 {number}。</translation>
    </message>
    <message>
        <source>Reports of this kind bear no number; it is kept in the archive as issued.</source>
        <translation>这种报告不编文号，签发后存档。</translation>
    </message>
    <message>
        <source>It takes the place of {standing}, which stays in the archive as superseded.</source>
        <translation>它将替换 {standing}；原来那一份留在存档里，标为“已被替换”。</translation>
    </message>
    <message>
        <source>Its text was edited in {count} places.</source>
        <translation>正文改过 {count} 处。</translation>
    </message>
    <message>
        <source>The cases are read once more: if the data is not what was checked, nothing is issued. What is issued is never changed, only superseded.</source>
        <translation>签发前再读一遍办件：数据和校对时不一样的，不签发。签发以后不能修改，只能用新的替换。</translation>
    </message>
</context>
<context>
    <name>ListActions</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy with headings</source>
        <translation>连同表头复制</translation>
    </message>
    <message>
        <source>Copy cell</source>
        <translation>复制单元格</translation>
    </message>
    <message>
        <source>Open in a window of its own</source>
        <translation>在单独的窗口中打开</translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation>排序</translation>
    </message>
    <message>
        <source>Order of the columns…</source>
        <translation>调整列的次序…</translation>
    </message>
    <message>
        <source>Columns as they were at first</source>
        <translation>恢复最初的列</translation>
    </message>
    <message>
        <source>Worst light first, then by due</source>
        <translation>最急的灯在前，再按到期</translation>
    </message>
    <message>
        <source>Order of the columns</source>
        <translation>列的次序</translation>
    </message>
    <message>
        <source>Copying {count} rows</source>
        <translation>正在复制 {count} 行</translation>
    </message>
    <message>
        <source>{count} rows copied</source>
        <translation>已复制 {count} 行</translation>
    </message>
    <message>
        <source>There is nothing to export.</source>
        <translation>没有可以导出的办件。</translation>
    </message>
    <message>
        <source>Cases in hand</source>
        <translation>办件</translation>
    </message>
    <message>
        <source>Export to {file}</source>
        <translation>导出到 {file}</translation>
    </message>
    <message>
        <source>Open cases</source>
        <translation>在办件</translation>
    </message>
    <message>
        <source>About</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>{file} cannot be written: {why}. Close it in other programs or choose another place.</source>
        <translation>{file} 写不进去（{why}）。请在别的程序里关闭它，或另选一个位置。</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>地区</translation>
    </message>
    <message>
        <source>Bureau</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Open cases with their lights as they stood at the moment named</source>
        <translation>所列时刻的在办件及其灯</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选条件</translation>
    </message>
    <message>
        <source>none: all open cases</source>
        <translation>无，即全部在办件</translation>
    </message>
    <message>
        <source>Cases</source>
        <translation>件数</translation>
    </message>
    <message>
        <source>Moment</source>
        <translation>截至</translation>
    </message>
    <message>
        <source>Case store read at</source>
        <translation>办件库读取时间</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>剩余</translation>
    </message>
    <message>
        <source>in office time, by the working calendar and the office hours in force</source>
        <translation>按现行工作日历和办公时间折算的办公时间</translation>
    </message>
    <message>
        <source>{count} cases exported to {file}</source>
        <translation>已导出 {count} 件到 {file}</translation>
    </message>
    <message>
        <source>Export what is shown</source>
        <translation>导出显示的办件</translation>
    </message>
</context>
<context>
    <name>ListTab</name>
    <message>
        <source>Reading the outbox…</source>
        <translation>正在读取发件箱…</translation>
    </message>
    <message>
        <source>not up to date</source>
        <translation>不是最新的</translation>
    </message>
    <message>
        <source>The outbox cannot be read now</source>
        <translation>现在读不到发件箱</translation>
    </message>
    <message>
        <source>Nothing was changed. {why}</source>
        <translation>没有改动。{why}</translation>
    </message>
</context>
<context>
    <name>MainMenu</name>
    <message>
        <source>Wall mode</source>
        <translation>大屏看板</translation>
    </message>
    <message>
        <source>User guide of this page</source>
        <translation>本页使用手册</translation>
    </message>
    <message>
        <source>Read the case store now</source>
        <translation>立即读取办件库</translation>
    </message>
    <message>
        <source>Let the demonstration county run</source>
        <translation>让演示县跑起来</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>As the system&apos;s</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Stay in the tray when closed</source>
        <translation>关闭窗口后留在托盘</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Simulation</source>
        <translation>演示运行</translation>
    </message>
    <message>
        <source>{site} · supervision of approvals</source>
        <translation>{site} · 行政审批电子监察</translation>
    </message>
    <message>
        <source>{bureau} · electronic supervision</source>
        <translation>{bureau} · 电子监察</translation>
    </message>
    <message>
        <source>Just turned red</source>
        <translation>刚转红的办件</translation>
    </message>
</context>
<context>
    <name>MessageView</name>
    <message>
        <source>What happened to it</source>
        <translation>经过</translation>
    </message>
    <message>
        <source>Show the number…</source>
        <translation>显示号码…</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>再查询</translation>
    </message>
    <message>
        <source>Mark as received…</source>
        <translation>标为已收到…</translation>
    </message>
    <message>
        <source>Send again…</source>
        <translation>重新发送…</translation>
    </message>
    <message>
        <source>No message chosen</source>
        <translation>没有选中短信</translation>
    </message>
    <message>
        <source>Choose one in the list to see what became of it.</source>
        <translation>在列表里选一条，看它的经过。</translation>
    </message>
    <message>
        <source>This message cannot be read now</source>
        <translation>现在读不到这条短信</translation>
    </message>
    <message>
        <source>Open case {case}</source>
        <translation>打开办件 {case}</translation>
    </message>
    <message>
        <source>number looked up when it is sent</source>
        <translation>号码到发送时再取</translation>
    </message>
    <message>
        <source>Show the whole number?</source>
        <translation>显示完整号码？</translation>
    </message>
    <message>
        <source>It is written down that you looked at it, with the reason.</source>
        <translation>谁看过、为什么看，都会记下来。</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Asked again</source>
        <translation>人工再查询</translation>
    </message>
    <message>
        <source>The gateway is asked at the sender&apos;s next turn.</source>
        <translation>马上再问一次网关。</translation>
    </message>
    <message>
        <source>Did the recipient get this message?</source>
        <translation>收信人收到了这一条？</translation>
    </message>
    <message>
        <source>It is marked as delivered and is neither asked about nor sent again.</source>
        <translation>将标为已送达，不再查询，也不再发。</translation>
    </message>
    <message>
        <source>Mark as received</source>
        <translation>标为已收到</translation>
    </message>
    <message>
        <source>Send this message once more?</source>
        <translation>再发一次？</translation>
    </message>
    <message>
        <source>If the first one did go out after all, the recipient gets it twice. The second one begins with a mark that says so. It goes out at the sender&apos;s next turn, within the sending hours.</source>
        <translation>如果前一条其实发出了，收信人会收到两次；后一条开头注明“重发”。在发送时段内马上发出。</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>重新发送</translation>
    </message>
    <message>
        <source>Written down.</source>
        <translation>已记下。</translation>
    </message>
    <message>
        <source>Nothing was changed: the message stands otherwise by now.</source>
        <translation>没有改动：这条短信的状态已经变了。</translation>
    </message>
    <message>
        <source>Nothing was changed. {why}</source>
        <translation>没有改动。{why}</translation>
    </message>
</context>
<context>
    <name>NodeStrip</name>
    <message>
        <source>The way through the nodes</source>
        <translation>办理环节</translation>
    </message>
</context>
<context>
    <name>NodesPage</name>
    <message>
        <source>Counting who holds what…</source>
        <translation>正在统计各单位的环节…</translation>
    </message>
    <message>
        <source>Unit, officer or node</source>
        <translation>单位、经办人或环节</translation>
    </message>
    <message>
        <source>Narrow by unit, officer or node</source>
        <translation>按单位、经办人或环节筛选</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>By unit</source>
        <translation>按单位</translation>
    </message>
    <message>
        <source>By officer</source>
        <translation>按经办人</translation>
    </message>
    <message>
        <source>By node</source>
        <translation>按环节</translation>
    </message>
    <message>
        <source>Who holds which nodes</source>
        <translation>各单位、经办人手上的环节</translation>
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
        <source>Node</source>
        <translation>环节</translation>
    </message>
    <message>
        <source>In hand</source>
        <translation>在手</translation>
    </message>
    <message>
        <source>Nodes entered and not yet left</source>
        <translation>已进入、还没办完的环节</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>超期</translation>
    </message>
    <message>
        <source>Near due</source>
        <translation>临期</translation>
    </message>
    <message>
        <source>Longest in hand</source>
        <translation>最久在手</translation>
    </message>
    <message>
        <source>Working time since the oldest came in</source>
        <translation>最早进入的那个环节到现在的工作时间</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>已办</translation>
    </message>
    <message>
        <source>Visits already over, in cases still open</source>
        <translation>在办件里已经办完的环节</translation>
    </message>
    <message>
        <source>Ended late</source>
        <translation>超期办完</translation>
    </message>
    <message>
        <source>Mean time / limit</source>
        <translation>平均用时 / 时限</translation>
    </message>
    <message>
        <source>Of ended visits, working time; tick: limit</source>
        <translation>已办环节的平均工作时间，竖线是时限</translation>
    </message>
    <message>
        <source>Time base: cases open now. Ended and mean time count the visits already over in these cases. Click a figure for its cases.</source>
        <translation>统计口径：在办件。“已办”和平均用时只算这些在办件里已经办完的环节。点数字看办件。</translation>
    </message>
    <message>
        <source>Time base: the day a node turned red; those already done count too, revoked cards do not. A click on a case opens its proof, which can be printed.</source>
        <translation>口径：按环节亮红灯的日子；已经办完的也算，撤销的牌不算。点办件编号打开核查依据，可以打印。</translation>
    </message>
    <message>
        <source>The figures cannot be worked out now</source>
        <translation>现在统计不出来</translation>
    </message>
    <message>
        <source>They appear here as soon as the case store can be read again.</source>
        <translation>办件库恢复以后，这里会自动显示。</translation>
    </message>
    <message>
        <source>{count} units · {nodes} nodes in hand</source>
        <translation>{count} 个单位 · 在手环节 {nodes} 个</translation>
    </message>
    <message>
        <source>{count} officers · {nodes} nodes in hand</source>
        <translation>{count} 名经办人 · 在手环节 {nodes} 个</translation>
    </message>
    <message>
        <source>{count} rows · {nodes} nodes in hand</source>
        <translation>{count} 行 · 在手环节 {nodes} 个</translation>
    </message>
    <message>
        <source>{all}, the worst {shown} shown</source>
        <translation>{all}，显示最差的 {shown} 行</translation>
    </message>
    <message>
        <source>No unit, officer or node is called so</source>
        <translation>没有这样的单位、经办人或环节</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>No open case has a node</source>
        <translation>在办件里没有环节</translation>
    </message>
    <message>
        <source>Nodes appear here as soon as the approval platform writes them into the case store.</source>
        <translation>审批平台把环节写进办件库以后，这里会自动显示。</translation>
    </message>
    <message>
        <source>not named</source>
        <translation>（未写明）</translation>
    </message>
    <message>
        <source>{amount}, since {day}</source>
        <translation>{amount}，{day} 起</translation>
    </message>
    <message>
        <source>none ended</source>
        <translation>还没有办完的</translation>
    </message>
    <message>
        <source>{used} / {limit} days</source>
        <translation>{used} / {limit} 日</translation>
    </message>
    <message>
        <source>On the mean {used} working days of {limit} allowed: {share} %</source>
        <translation>平均用 {used} 个工作日，时限 {limit} 个工作日，占 {share}%</translation>
    </message>
    <message>
        <source>Nothing is in hand here</source>
        <translation>这里没有在手的环节</translation>
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
        <translation>灯照常显示；牌暂不写入，台账恢复后按实际亮牌时间补记。</translation>
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
        <source>Check its address in the settings; the page “Doctor” says more.</source>
        <translation>请检查设置里的地址，详见“自检”页。</translation>
    </message>
    <message>
        <source>Ask whoever looks after the database to restore the column; the page “Doctor” says more.</source>
        <translation>请数据库维护人员恢复该字段，详见“自检”页。</translation>
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
        <source>Cases that depend on it are not judged; all others are. Import the State Council&apos;s notice as soon as it is out.</source>
        <translation>涉及该年度的办件暂不判定，其余照常。国务院办公厅的放假安排一公布，请即导入。</translation>
    </message>
    <message>
        <source>Open the working calendar</source>
        <translation>打开工作日历</translation>
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
    <message>
        <source>Not done: {title}</source>
        <translation>没有完成：{title}</translation>
    </message>
</context>
<context>
    <name>Opener</name>
    <message>
        <source>at village</source>
        <translation>村级环节</translation>
    </message>
    <message>
        <source>at township</source>
        <translation>乡镇级环节</translation>
    </message>
    <message>
        <source>at county</source>
        <translation>县级环节</translation>
    </message>
    <message>
        <source>There is no such case.</source>
        <translation>没有这样的办件。</translation>
    </message>
    <message>
        <source>The cases cannot be told just now. Try again in a moment.</source>
        <translation>暂时查不出这些办件，请稍后再试。</translation>
    </message>
</context>
<context>
    <name>OrderDialog</name>
    <message>
        <source>Move up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Alt+↑ and Alt+↓ move the chosen line; it can be dragged too.</source>
        <translation>按 Alt+↑、Alt+↓ 移动选中的一行，也可以用鼠标拖。</translation>
    </message>
</context>
<context>
    <name>OutboxTab</name>
    <message>
        <source>Reading the outbox…</source>
        <translation>正在读取发件箱…</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>短信</translation>
    </message>
    <message>
        <source>Case, name or text</source>
        <translation>编号、姓名或内容</translation>
    </message>
    <message>
        <source>Narrow the messages</source>
        <translation>筛选短信</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>种类</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Recipient</source>
        <translation>收信人</translation>
    </message>
    <message>
        <source>Send them…</source>
        <translation>补发…</translation>
    </message>
    <message>
        <source>Leave them out…</source>
        <translation>不补发…</translation>
    </message>
    <message>
        <source>No gateway is set: warnings are listed here and nothing is sent.</source>
        <translation>没有设置短信网关：预警只列在这里，一条也不发。</translation>
    </message>
    <message>
        <source>The outbox cannot be read now</source>
        <translation>现在读不到发件箱</translation>
    </message>
    <message>
        <source>not up to date</source>
        <translation>不是最新的</translation>
    </message>
    <message>
        <source>{count} messages, the newest {shown} listed</source>
        <translation>共 {count} 条，列出最新的 {shown} 条</translation>
    </message>
    <message>
        <source>{count} messages</source>
        <translation>共 {count} 条</translation>
    </message>
    <message>
        <source>No message is like this</source>
        <translation>没有这样的短信</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>There is no warning yet</source>
        <translation>还没有预警短信</translation>
    </message>
    <message>
        <source>When a light turns yellow or red, or a case reaches a node, its warning appears here by itself. Who is told what stands under Rules.</source>
        <translation>灯转黄、转红，或办件到达环节时，预警会自己出现在这里。谁收到什么，见“规则”。</translation>
    </message>
    <message>
        <source>without a unit</source>
        <translation>没有单位</translation>
    </message>
    <message>
        <source>{count} warnings are older than the first use of SMS here and were held back. Are they to be sent? What no longer holds is not sent; many for one person become one digest.</source>
        <translation>有 {count} 条预警早于启用短信的时候，暂未发送。要补发吗？情况已变的不发；同一人有多条的合并成一条汇总。</translation>
    </message>
    <message>
        <source>Send the old warnings?</source>
        <translation>补发旧预警？</translation>
    </message>
    <message>
        <source>They go out at the sender&apos;s next turn, within the sending hours, limits and digests.</source>
        <translation>按发送时段、每日条数和汇总的规则马上发出。</translation>
    </message>
    <message>
        <source>Send them</source>
        <translation>补发</translation>
    </message>
    <message>
        <source>Leave the old warnings out?</source>
        <translation>旧预警不补发？</translation>
    </message>
    <message>
        <source>They are kept in the list and are never sent. New warnings go out as usual.</source>
        <translation>它们留在列表里，永远不发。新的预警照常发。</translation>
    </message>
    <message>
        <source>Leave them out</source>
        <translation>不补发</translation>
    </message>
    <message>
        <source>Written down: {count} old warnings.</source>
        <translation>已记下：旧预警 {count} 条。</translation>
    </message>
    <message>
        <source>Nothing was changed. {why}</source>
        <translation>没有改动。{why}</translation>
    </message>
</context>
<context>
    <name>OutboxWatch</name>
    <message>
        <source>No program is sending warnings</source>
        <translation>没有程序在发预警短信</translation>
    </message>
    <message>
        <source>A warning that may go out has been waiting since {since}</source>
        <translation>有预警短信从 {since} 起一直没发出去</translation>
    </message>
    <message>
        <source>The gateway may be away or slow. Everything is kept and goes out as soon as it can.</source>
        <translation>短信网关可能断开或太慢。短信都留着，一能发就发。</translation>
    </message>
    <message>
        <source>Warnings are kept and go out as soon as one runs: this window, another workstation, or emonitor watch. If this stays, restart the program and look at the doctor.</source>
        <translation>短信都留着，有程序运行就会发：本窗口、另一台工作站或 emonitor watch。一直这样的话，重启程序，再看“自检”页。</translation>
    </message>
    <message>
        <source>{count} warnings from before the first use of SMS are held back</source>
        <translation>启用短信以前的 {count} 条预警暂未发送</translation>
    </message>
    <message>
        <source>Decide on the page of warnings whether they are sent. New ones go out as usual.</source>
        <translation>请到“预警短信”页决定补发还是不补发。新的预警照常发。</translation>
    </message>
    <message>
        <source>The gateway {gateway} takes nothing: {reason}</source>
        <translation>短信网关 {gateway} 停发：{reason}</translation>
    </message>
    <message>
        <source>Correct its account, password or signature in the settings. It is tried again by itself; nothing is lost.</source>
        <translation>请在设置里改正账号、密码或签名。到时会自动再试，一条也不会丢。</translation>
    </message>
    <message>
        <source>Show the warnings</source>
        <translation>查看短信</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Overview</source>
        <translation>监察总览</translation>
    </message>
    <message>
        <source>Cases</source>
        <translation>办件</translation>
    </message>
    <message>
        <source>Nodes</source>
        <translation>环节</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>预警短信</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>统计报告</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>统计分析</translation>
    </message>
    <message>
        <source>Data problems</source>
        <translation>数据问题</translation>
    </message>
    <message>
        <source>Working calendar</source>
        <translation>工作日历</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Doctor</source>
        <translation>自检</translation>
    </message>
</context>
<context>
    <name>PdfPane</name>
    <message>
        <source>Page before (Ctrl+PgUp)</source>
        <translation>上一页 (Ctrl+PgUp)</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>页码</translation>
    </message>
    <message>
        <source>Next page (Ctrl+PgDown)</source>
        <translation>下一页 (Ctrl+PgDown)</translation>
    </message>
    <message>
        <source>Smaller (Ctrl+−)</source>
        <translation>缩小 (Ctrl+−)</translation>
    </message>
    <message>
        <source>Larger (Ctrl++)</source>
        <translation>放大 (Ctrl++)</translation>
    </message>
    <message>
        <source>As wide as the room (Alt+W)</source>
        <translation>适合宽度 (Alt+W)</translation>
    </message>
    <message>
        <source>Whole page (Alt+P)</source>
        <translation>整页 (Alt+P)</translation>
    </message>
    <message>
        <source>of {pages}</source>
        <translation>/ {pages} 页</translation>
    </message>
</context>
<context>
    <name>PeriodChoice</name>
    <message>
        <source>First day</source>
        <translation>从哪一天</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>到哪一天</translation>
    </message>
</context>
<context>
    <name>PlaceModel</name>
    <message>
        <source>No place given</source>
        <translation>未注明地点</translation>
    </message>
    <message>
        <source>no case</source>
        <translation>没有办件</translation>
    </message>
    <message>
        <source>{name}: {count} cards in the last {days} days charged to its own units, today {today}</source>
        <translation>{name}：近 {days} 天本级单位亮牌 {count} 张，今天 {today} 张</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>乡镇</translation>
    </message>
    <message>
        <source>Village</source>
        <translation>村级</translation>
    </message>
    <message>
        <source>Township</source>
        <translation>乡镇级</translation>
    </message>
    <message>
        <source>County</source>
        <translation>县级</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>In hand</source>
        <translation>在办</translation>
    </message>
    <message>
        <source>Cards, 14 days</source>
        <translation>近 14 天亮牌</translation>
    </message>
</context>
<context>
    <name>PlaceView</name>
    <message>
        <source>Townships and levels</source>
        <translation>各乡镇各级在办办件</translation>
    </message>
</context>
<context>
    <name>PlainTable</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy with headings</source>
        <translation>连同表头复制</translation>
    </message>
    <message>
        <source>Copy cell</source>
        <translation>复制单元格</translation>
    </message>
</context>
<context>
    <name>ProblemsPage</name>
    <message>
        <source>Looking through the data…</source>
        <translation>正在检查数据…</translation>
    </message>
    <message>
        <source>Number, kind or detail</source>
        <translation>编号、问题或内容</translation>
    </message>
    <message>
        <source>Narrow the problems</source>
        <translation>筛选数据问题</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Export these problems as a spreadsheet</source>
        <translation>把这些问题导出成表格</translation>
    </message>
    <message>
        <source>Kinds of problems</source>
        <translation>问题的种类</translation>
    </message>
    <message>
        <source>Data problems</source>
        <translation>数据问题</translation>
    </message>
    <message>
        <source>Correct the data on the approval platform: the program reads it again by itself. A click on a number opens the case.</source>
        <translation>请在审批平台上更正，程序会自动重新读到。点编号打开办件。</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>办件编号</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>In the data</source>
        <translation>库里的内容</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>怎么办</translation>
    </message>
    <message>
        <source>The case store has not been read yet</source>
        <translation>还没有读到办件库</translation>
    </message>
    <message>
        <source>Problems appear here as soon as it can be read.</source>
        <translation>读到以后，数据问题会自动显示在这里。</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>{count} problems, the first {shown} shown</source>
        <translation>{count} 个问题，显示前 {shown} 个</translation>
    </message>
    <message>
        <source>{count} problems</source>
        <translation>{count} 个问题</translation>
    </message>
    <message>
        <source>No problem is like this</source>
        <translation>没有这样的问题</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>There is no open case</source>
        <translation>没有在办件</translation>
    </message>
    <message>
        <source>Once the case store has cases, what contradicts itself in them is listed here.</source>
        <translation>办件库里有了办件，数据里的问题会列在这里。</translation>
    </message>
    <message>
        <source>The data are in order</source>
        <translation>数据没有问题</translation>
    </message>
    <message>
        <source>Every case could be judged and nothing contradicts itself. That is as it should be.</source>
        <translation>每个办件都判得了，也没有相互矛盾的地方。这样最好。</translation>
    </message>
    <message>
        <source>whole store</source>
        <translation>整个办件库</translation>
    </message>
    <message>
        <source>This concerns the case store as a whole</source>
        <translation>这是整个办件库的问题，不属于哪一个办件</translation>
    </message>
    <message>
        <source>Export problems</source>
        <translation>导出数据问题</translation>
    </message>
    <message>
        <source>Data problems as of {moment}</source>
        <translation>数据问题，截至 {moment}</translation>
    </message>
    <message>
        <source>Exporting problems</source>
        <translation>正在导出数据问题</translation>
    </message>
    <message>
        <source>Written: {file}</source>
        <translation>已写入：{file}</translation>
    </message>
    <message>
        <source>Export cancelled</source>
        <translation>导出已取消</translation>
    </message>
</context>
<context>
    <name>ProofSheet</name>
    <message>
        <source>Proof sheet of a case&apos;s time limit</source>
        <translation>办件时限核查单</translation>
    </message>
    <message>
        <source>Page {page} of {pages}</source>
        <translation>第 {page} 页，共 {pages} 页</translation>
    </message>
    <message>
        <source>as of {moment}</source>
        <translation>截至 {moment}</translation>
    </message>
    <message>
        <source>Way through the nodes</source>
        <translation>办理环节</translation>
    </message>
    <message>
        <source>Suspensions and corrections</source>
        <translation>挂起与补正</translation>
    </message>
    <message>
        <source>Cards</source>
        <translation>亮牌记录</translation>
    </message>
    <message>
        <source>Day by day</source>
        <translation>逐日核算</translation>
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
        <translation>乡镇/村</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>受理</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>灯</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>环节</translation>
    </message>
    <message>
        <source>Unit and officer</source>
        <translation>单位和经办人</translation>
    </message>
    <message>
        <source>Entered</source>
        <translation>进入</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>离开</translation>
    </message>
    <message>
        <source>Used</source>
        <translation>已用</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>时限</translation>
    </message>
    <message>
        <source>still here</source>
        <translation>未离开</translation>
    </message>
    <message>
        <source>The clock was never stopped.</source>
        <translation>没有挂起或补正，计时从未停止。</translation>
    </message>
    <message>
        <source>No card was issued.</source>
        <translation>没有亮过牌。</translation>
    </message>
    <message>
        <source>There is no limit to count against.</source>
        <translation>没有可以核算的时限。</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>星期</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>日别</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>扣除</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>{days} days to come</source>
        <translation>后面 {days} 天</translation>
    </message>
    <message>
        <source>{days} days to come, {working} of them working days</source>
        <translation>尚未到来的 {days} 天，其中工作日 {working} 天</translation>
    </message>
    <message>
        <source>Problems of the data</source>
        <translation>数据问题</translation>
    </message>
    <message>
        <source>Checked by</source>
        <translation>核查人</translation>
    </message>
    <message>
        <source>Unit&apos;s explanation</source>
        <translation>责任单位说明</translation>
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
        <source>Near due from</source>
        <translation>转临期</translation>
    </message>
    <message>
        <source>Statutory due</source>
        <translation>法定到期</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>办结</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>办完</translation>
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
<context>
    <name>ProofView</name>
    <message>
        <source>The proof day by day</source>
        <translation>逐日说明</translation>
    </message>
    <message>
        <source>Facts of the proof</source>
        <translation>说明要点</translation>
    </message>
</context>
<context>
    <name>QAbstractFileIconProvider</name>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>File Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Drive</source>
        <translation>驱动器</translation>
    </message>
    <message>
        <source>%1 File</source>
        <translation>%1 文件</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>未知</translation>
    </message>
</context>
<context>
    <name>QFileDialog</name>
    <message>
        <source>&amp;Look in:</source>
        <translation>位置(&amp;L)：</translation>
    </message>
    <message>
        <source>Files of &amp;type:</source>
        <translation>文件类型(&amp;T)：</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Directories</source>
        <translation>文件夹</translation>
    </message>
</context>
<context>
    <name>QFileSystemModel</name>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
</context>
<context>
    <name>ReasonDialog</name>
    <message>
        <source>Reason: it is kept in the ledger with your name</source>
        <translation>理由（连同您的名字记进台账）</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
</context>
<context>
    <name>RecordTexts</name>
    <message>
        <source>figures as of {cutoff}</source>
        <translation>数据截止 {cutoff}</translation>
    </message>
    <message>
        <source>drafted {moment} by {name}</source>
        <translation>{moment} {name} 起草</translation>
    </message>
    <message>
        <source>issued {moment} by {name}</source>
        <translation>{moment} {name} 签发</translation>
    </message>
    <message>
        <source>superseded: {reason}</source>
        <translation>替换原因：{reason}</translation>
    </message>
    <message>
        <source>text edited</source>
        <translation>正文改过</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Document number</source>
        <translation>文号</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Figures as of</source>
        <translation>数据截止</translation>
    </message>
    <message>
        <source>Drafted</source>
        <translation>起草</translation>
    </message>
    <message>
        <source>Issued</source>
        <translation>签发</translation>
    </message>
    <message>
        <source>Text edited</source>
        <translation>正文改过</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Takes the place of</source>
        <translation>替换的是</translation>
    </message>
    <message>
        <source>Its place was taken by</source>
        <translation>被它替换</translation>
    </message>
    <message>
        <source>On</source>
        <translation>替换时间</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页数</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
</context>
<context>
    <name>RedList</name>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Export these red nodes as a spreadsheet</source>
        <translation>把这些红灯环节导出成表格</translation>
    </message>
    <message>
        <source>Export these red nodes as a spreadsheet (Ctrl+E)</source>
        <translation>把这些红灯环节导出成表格（Ctrl+E）</translation>
    </message>
    <message>
        <source>Red nodes</source>
        <translation>红灯环节</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>办件编号</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>环节</translation>
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
        <source>Entered</source>
        <translation>到达</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>到期</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>办完</translation>
    </message>
    <message>
        <source>When the node was done, or that it is still in hand</source>
        <translation>环节办完的时间；没办完的写“在办”</translation>
    </message>
    <message>
        <source>Overdue by</source>
        <translation>超期</translation>
    </message>
    <message>
        <source>Office time past the due, until done or until now</source>
        <translation>到期以后的办公时间，算到办完；没办完的算到现在</translation>
    </message>
    <message>
        <source>The cases cannot be read now</source>
        <translation>现在读不到办件</translation>
    </message>
    <message>
        <source>They appear here as soon as the case store can be read again.</source>
        <translation>办件库一恢复，这里就会显示。</translation>
    </message>
    <message>
        <source>in hand</source>
        <translation>在办</translation>
    </message>
    <message>
        <source>not in the store</source>
        <translation>库中已无</translation>
    </message>
    <message>
        <source>node {seq}</source>
        <translation>第 {seq} 个环节</translation>
    </message>
    <message>
        <source>Nodes that turned red</source>
        <translation>环节</translation>
    </message>
    <message>
        <source>Export red nodes</source>
        <translation>导出红灯环节</translation>
    </message>
    <message>
        <source>{title}, as of {moment}</source>
        <translation>{title}，截至 {moment}</translation>
    </message>
    <message>
        <source>Exporting red nodes</source>
        <translation>正在导出红灯环节</translation>
    </message>
    <message>
        <source>Not exported: the cases cannot be read now</source>
        <translation>没有导出：现在读不到办件</translation>
    </message>
    <message>
        <source>Written: {file}</source>
        <translation>已写入：{file}</translation>
    </message>
    <message>
        <source>Export cancelled</source>
        <translation>已取消导出</translation>
    </message>
</context>
<context>
    <name>RedPeriod</name>
    <message>
        <source>Who let nodes turn red</source>
        <translation>谁的环节转红</translation>
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
        <source>Nodes turned red</source>
        <translation>转红环节</translation>
    </message>
    <message>
        <source>Standing red cards of nodes</source>
        <translation>环节的红牌，撤销的不算</translation>
    </message>
    <message>
        <source>Cases</source>
        <translation>涉及办件</translation>
    </message>
    <message>
        <source>The cases these nodes belong to</source>
        <translation>这些环节所在的办件</translation>
    </message>
    <message>
        <source>Last one</source>
        <translation>最近一个</translation>
    </message>
    <message>
        <source>When the newest of them turned red</source>
        <translation>最近一个是什么时候转红的</translation>
    </message>
    <message>
        <source>The ledger cannot be read now</source>
        <translation>现在读不到台账</translation>
    </message>
    <message>
        <source>The list appears as soon as it can be read again.</source>
        <translation>一恢复就会显示。</translation>
    </message>
    <message>
        <source>Looking through the ledger…</source>
        <translation>正在查台账……</translation>
    </message>
    <message>
        <source>{count} units</source>
        <translation>{count} 个单位</translation>
    </message>
    <message>
        <source>{count} officers</source>
        <translation>{count} 名经办人</translation>
    </message>
    <message>
        <source>{days}: {nodes} nodes turned red · {who}</source>
        <translation>{days}：{nodes} 个环节转红 · {who}</translation>
    </message>
    <message>
        <source>not named</source>
        <translation>（未写明）</translation>
    </message>
    <message>
        <source>All</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>{who} · {days}: {count} nodes turned red</source>
        <translation>{who} · {days}：{count} 个环节转红</translation>
    </message>
    <message>
        <source>No unit or officer is called so</source>
        <translation>没有这个单位或经办人</translation>
    </message>
    <message>
        <source>No node turned red in this period</source>
        <translation>这段时间没有环节转红</translation>
    </message>
    <message>
        <source>Choose another period above. Revoked cards do not count.</source>
        <translation>可以在上面换一段时间。撤销的牌不算。</translation>
    </message>
</context>
<context>
    <name>RedPeriodChoice</name>
    <message>
        <source>What is in hand, or what turned red in a period</source>
        <translation>看现在在手的，还是一段时间里转红的</translation>
    </message>
    <message>
        <source>Turned red this month</source>
        <translation>本月转红</translation>
    </message>
    <message>
        <source>Turned red last month</source>
        <translation>上月转红</translation>
    </message>
    <message>
        <source>Turned red this week</source>
        <translation>本周转红</translation>
    </message>
    <message>
        <source>Turned red last week</source>
        <translation>上周转红</translation>
    </message>
    <message>
        <source>Turned red from … to …</source>
        <translation>转红：自选日期</translation>
    </message>
    <message>
        <source>In hand now</source>
        <translation>现在在手</translation>
    </message>
</context>
<context>
    <name>ReminderDialog</name>
    <message>
        <source>Send a reminder about {case}</source>
        <translation>催办 {case}</translation>
    </message>
    <message>
        <source>It goes out at once, also outside the sending hours. It is written down with your name and the reason.</source>
        <translation>马上发出，不受发送时段限制。连同您的名字和理由记进台账。</translation>
    </message>
    <message>
        <source>No gateway is set: the reminder is written down and not sent until there is one.</source>
        <translation>没有设置短信网关：催办会记下，有了网关再发。</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Reason: it stands in the message and in the ledger</source>
        <translation>理由（写进短信，也记进台账）</translation>
    </message>
    <message>
        <source>To whom</source>
        <translation>发给谁</translation>
    </message>
    <message>
        <source>{who} (no mobile number)</source>
        <translation>{who}（没有手机号）</translation>
    </message>
</context>
<context>
    <name>ReportBar</name>
    <message>
        <source>Make a draft</source>
        <translation>生成草稿</translation>
    </message>
    <message>
        <source>Reads the cases and makes a draft</source>
        <translation>读一遍办件，生成草稿</translation>
    </message>
    <message>
        <source>Issue…</source>
        <translation>签发编号…</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>打印…</translation>
    </message>
    <message>
        <source>Print the document (Ctrl+P)</source>
        <translation>打印这份文件 (Ctrl+P)</translation>
    </message>
    <message>
        <source>Save PDF…</source>
        <translation>另存 PDF…</translation>
    </message>
    <message>
        <source>Save a copy of the document</source>
        <translation>把这份文件另存一份</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Save the figures as a spreadsheet (Ctrl+E)</source>
        <translation>把统计数字存成表格 (Ctrl+E)</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Where issued reports lie as files</source>
        <translation>签发的报告存放在这里</translation>
    </message>
    <message>
        <source>Verify…</source>
        <translation>验真…</translation>
    </message>
    <message>
        <source>Is a PDF one that was issued here, and unaltered?</source>
        <translation>一个 PDF 是不是这里签发的、有没有改动</translation>
    </message>
    <message>
        <source>Drop the draft…</source>
        <translation>丢弃草稿…</translation>
    </message>
    <message>
        <source>Supersede…</source>
        <translation>替换…</translation>
    </message>
    <message>
        <source>Makes a new draft of the same period; it takes the place of this one when it is issued</source>
        <translation>为同一期另出一份草稿，签发时替换这一份</translation>
    </message>
    <message>
        <source>Only a draft can be issued: make one, or open one on the left</source>
        <translation>只有草稿可以签发：先生成草稿，或在左边打开一份</translation>
    </message>
    <message>
        <source>The period is not over yet</source>
        <translation>这一期还没有结束</translation>
    </message>
    <message>
        <source>Numbers this draft and archives it for good</source>
        <translation>给这份草稿编号，存档</translation>
    </message>
</context>
<context>
    <name>ReportChoice</name>
    <message>
        <source>Kind of report</source>
        <translation>报告种类</translation>
    </message>
    <message>
        <source>Week or month</source>
        <translation>哪一周或哪一月</translation>
    </message>
    <message>
        <source>Case number of a red case</source>
        <translation>亮红灯的办件编号</translation>
    </message>
    <message>
        <source>{period} (not over yet)</source>
        <translation>{period}（未结束）</translation>
    </message>
</context>
<context>
    <name>ReportLists</name>
    <message>
        <source>Overdue</source>
        <translation>超期</translation>
    </message>
    <message>
        <source>Near due</source>
        <translation>临期</translation>
    </message>
    <message>
        <source>Due in the next days</source>
        <translation>下期到期</translation>
    </message>
    <message>
        <source>Suspended and corrected</source>
        <translation>挂起和补正</translation>
    </message>
    <message>
        <source>Not judged</source>
        <translation>待核</translation>
    </message>
    <message>
        <source>Nothing was overdue, and nothing ended late.</source>
        <translation>没有超期的，也没有逾期办结的。</translation>
    </message>
    <message>
        <source>Nothing was near due.</source>
        <translation>没有临期的。</translation>
    </message>
    <message>
        <source>Nothing is due in the days after this period.</source>
        <translation>本期之后几天没有到期的。</translation>
    </message>
    <message>
        <source>Nothing was suspended or sent back for correction.</source>
        <translation>没有挂起，也没有补正。</translation>
    </message>
    <message>
        <source>Every case could be judged.</source>
        <translation>每一件都判得了。</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>办件编号</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Township</source>
        <translation>乡镇</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>种类</translation>
    </message>
    <message>
        <source>Basis</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>Approved by</source>
        <translation>批准人</translation>
    </message>
    <message>
        <source>From</source>
        <translation>起</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>止</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>时限</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Overdue by</source>
        <translation>超期</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>剩余</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>环节</translation>
    </message>
    <message>
        <source>Officer</source>
        <translation>经办人</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>受理</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>到期</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>办结</translation>
    </message>
    <message>
        <source>longer than its limit</source>
        <translation>超过时限</translation>
    </message>
</context>
<context>
    <name>ReportView</name>
    <message>
        <source>What the report says</source>
        <translation>报告内容</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>统计表</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>图表</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>正文</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>存档记录</translation>
    </message>
    <message>
        <source>The document as it will be on paper</source>
        <translation>纸面预览</translation>
    </message>
</context>
<context>
    <name>ReportWatch</name>
    <message>
        <source>The draft of {name} is made: check and issue it.</source>
        <translation>{name} 的草稿已生成，请校对后签发。</translation>
    </message>
    <message>
        <source>{count} drafts are made: check and issue them. The newest is {name}</source>
        <translation>{count} 份草稿已生成，请校对后签发。最新的是 {name}</translation>
    </message>
    <message>
        <source>Check and issue</source>
        <translation>校对签发</translation>
    </message>
</context>
<context>
    <name>ReportsPage</name>
    <message>
        <source>This report is not in the archive any more</source>
        <translation>存档里已没有这份报告</translation>
    </message>
    <message>
        <source>{why}

Open it again when the ledger can be read.</source>
        <translation>{why}

台账读得到时再打开。</translation>
    </message>
    <message>
        <source>The report cannot be read now</source>
        <translation>这份报告现在读不到</translation>
    </message>
    <message>
        <source>The report cannot be read now: {why}</source>
        <translation>这份报告现在读不到：{why}</translation>
    </message>
    <message>
        <source>{report} was issued for the same. Issuing this draft supersedes it, with a reason.</source>
        <translation>同一期已签发过：{report}。签发这份草稿就是替换它，要写明原因。</translation>
    </message>
    <message>
        <source>The period is not over yet: this draft shows how things stand and cannot be issued.</source>
        <translation>这一期还没有结束：草稿只供了解进度，不能签发。</translation>
    </message>
    <message>
        <source>Another version of the program kept this: figures and text cannot be taken apart here.</source>
        <translation>这一份是另一个版本的程序存的：数字和正文在这里拆不开，文件本身照样能看、能打印。</translation>
    </message>
    <message>
        <source>No report is open</source>
        <translation>没有打开的报告</translation>
    </message>
    <message>
        <source>Choose a kind and a period above and make a draft, or open a report on the left.</source>
        <translation>在上面选种类和期，点“生成草稿”；或打开左边的一份。</translation>
    </message>
    <message>
        <source>Keeping the text</source>
        <translation>存正文</translation>
    </message>
</context>
<context>
    <name>RuleTexts</name>
    <message>
        <source>How days are counted</source>
        <translation>怎么算日子</translation>
    </message>
    <message>
        <source>Acceptance</source>
        <translation>受理</translation>
    </message>
    <message>
        <source>Cases done on the spot</source>
        <translation>即办件</translation>
    </message>
    <message>
        <source>Stops</source>
        <translation>挂起和补正</translation>
    </message>
    <message>
        <source>In whole working days, as the law counts: the day of acceptance does not count, the limit ends when business ends on its last working day. Rest days and holidays do not count, make-up workdays do.</source>
        <translation>按工作日整日算，这是法律的算法：受理当天不计，到最后一个工作日下班时为止。休息日和法定节假日不计，调休上班日计。</translation>
    </message>
    <message>
        <source>In office time, second by second from the moment of acceptance: a working day is as long as the office is open on a usual day. Nothing counts outside office hours.</source>
        <translation>按办公时间逐秒算，从受理那一刻起：一个工作日等于平常一天的办公时间。办公时间以外都不计。</translation>
    </message>
    <message>
        <source>A case turns yellow when its limit has {days} working day(s) left at most.</source>
        <translation>时限只剩 {days} 个工作日时亮黄灯。</translation>
    </message>
    <message>
        <source>A case turns yellow when at most {share} % of its limit is left.</source>
        <translation>时限只剩 {share}% 时亮黄灯。</translation>
    </message>
    <message>
        <source>For limits shorter than {below} working days: when at most {share} % is left.</source>
        <translation>时限不到 {below} 个工作日的，只剩 {share}% 时亮黄灯。</translation>
    </message>
    <message>
        <source>It is also yellow once the promised limit is passed.</source>
        <translation>超过承诺时限也是黄灯。</translation>
    </message>
    <message>
        <source>There is no early warning.</source>
        <translation>没有提前预警。</translation>
    </message>
    <message>
        <source>A case turns red the second after its promised limit has passed. One that is past its statutory limit as well is marked so and gets a card of its own.</source>
        <translation>超过承诺时限一秒就亮红灯。同时超过法定时限的另作标记，另记一张牌。</translation>
    </message>
    <message>
        <source>A case turns red only when its statutory limit has passed; past the promise it is yellow.</source>
        <translation>超过法定时限才亮红灯；只超过承诺时限的是黄灯。</translation>
    </message>
    <message>
        <source>No case turns red: past both limits it is yellow.</source>
        <translation>没有红灯：超过两个时限也是黄灯。</translation>
    </message>
    <message>
        <source>An application must be accepted within {days} working days: shortly before that is over it is yellow, afterwards red.</source>
        <translation>申请要在 {days} 个工作日内受理：快到时亮黄灯，过了亮红灯。</translation>
    </message>
    <message>
        <source>They are supervised: to be finished before business ends on the day of acceptance.</source>
        <translation>也监察：受理当天下班以前办结。</translation>
    </message>
    <message>
        <source>They are not supervised.</source>
        <translation>不监察。</translation>
    </message>
    <message>
        <source>Suspensions and corrections stop the clock and move the due moment on. A stop that begins after the due moment changes nothing: red stays red.</source>
        <translation>挂起、补正期间不计时，到期时间顺延。到期以后才开始的挂起、补正不起作用：红灯还是红灯。</translation>
    </message>
    <message>
        <source>{key}: {here} here, {there} in the shipped profile “{profile}”</source>
        <translation>{key}：这里是 {here}，自带规则“{profile}”里是 {there}</translation>
    </message>
    <message>
        <source>Profile “{title}”, by default: no settings file says otherwise.</source>
        <translation>现行规则“{title}”，设置文件里没有另写，用的是默认值。</translation>
    </message>
    <message>
        <source>Profile “{title}”, set in [rules] of {file}.</source>
        <translation>现行规则“{title}”，在 {file} 的 [rules] 里设置。</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>全年</translation>
    </message>
    <message>
        <source>Every year from {day}</source>
        <translation>每年 {day} 起</translation>
    </message>
    <message>
        <source>From {day} on</source>
        <translation>{day} 起</translation>
    </message>
</context>
<context>
    <name>RulesPage</name>
    <message>
        <source>The rules in force</source>
        <translation>现行规则</translation>
    </message>
    <message>
        <source>The rules cannot be read. The doctor says what is wrong with them.</source>
        <translation>规则读不出来。到“自检”看是哪里不对。</translation>
    </message>
    <message>
        <source>An example</source>
        <translation>举例</translation>
    </message>
    <message>
        <source>Office hours</source>
        <translation>办公时间</translation>
    </message>
    <message>
        <source>Set differently from the shipped rules</source>
        <translation>和自带规则不同的地方</translation>
    </message>
    <message>
        <source>Nothing: they are as shipped.</source>
        <translation>没有，和自带规则一样。</translation>
    </message>
    <message>
        <source>Promised working days</source>
        <translation>承诺时限（工作日）</translation>
    </message>
    <message>
        <source>Statutory working days</source>
        <translation>法定时限（工作日）</translation>
    </message>
    <message>
        <source>Promised</source>
        <translation>承诺</translation>
    </message>
    <message>
        <source>Statutory</source>
        <translation>法定</translation>
    </message>
    <message>
        <source>working days</source>
        <translation>个工作日</translation>
    </message>
    <message>
        <source>The example as a line of days</source>
        <translation>举例的时间线</translation>
    </message>
    <message>
        <source>The example cannot be worked out now: the stores are away, or the calendar lacks a year it needs.</source>
        <translation>现在算不出这个例子：数据库连不上，或工作日历缺少要用的年份。</translation>
    </message>
    <message>
        <source>Accepted on {moment}, promised {days} working days.</source>
        <translation>{moment} 受理，承诺 {days} 个工作日。</translation>
    </message>
    <message>
        <source>Past {moment} it is yellow: {light}.</source>
        <translation>过了 {moment} 亮黄灯：{light}。</translation>
    </message>
    <message>
        <source>Past {moment} it is {light}: past its promise.</source>
        <translation>过了 {moment} 是{light}：超过承诺时限。</translation>
    </message>
    <message>
        <source>Past {moment} the statutory limit has passed as well.</source>
        <translation>过了 {moment} 连法定时限也超过了。</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>受理</translation>
    </message>
    <message>
        <source>promise over</source>
        <translation>承诺到期</translation>
    </message>
    <message>
        <source>statutory limit over</source>
        <translation>法定到期</translation>
    </message>
</context>
<context>
    <name>Saving</name>
    <message>
        <source>Excel workbook</source>
        <translation>Excel 工作簿</translation>
    </message>
    <message>
        <source>Text table</source>
        <translation>文本表格</translation>
    </message>
    <message>
        <source>PDF document</source>
        <translation>PDF 文件</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>What is saved holds at once; the cases are judged anew where it concerns them.</source>
        <translation>保存后马上生效；涉及判灯的，办件会重新判一遍。</translation>
    </message>
    <message>
        <source>Changes take effect when the program is started again.</source>
        <translation>改动在重新打开程序后生效。</translation>
    </message>
    <message>
        <source>Undo the last save</source>
        <translation>撤销上次保存</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃改动</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Settings file: {file}</source>
        <translation>设置文件：{file}</translation>
    </message>
    <message>
        <source>There is no settings file yet; saving makes {file}</source>
        <translation>还没有设置文件，保存时建立 {file}</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>没有改动。</translation>
    </message>
    <message>
        <source>Saved. The file before: {file}</source>
        <translation>已保存。原来的文件：{file}</translation>
    </message>
    <message>
        <source>Saved as {file}.</source>
        <translation>已保存到 {file}。</translation>
    </message>
    <message>
        <source>Undone: the settings file is as it was before.</source>
        <translation>已撤销，设置文件和原来一样。</translation>
    </message>
    <message>
        <source>{done} It takes effect when the program is started again.</source>
        <translation>{done}下次启动程序时生效。</translation>
    </message>
    <message>
        <source>{done} It holds now.</source>
        <translation>{done} 已生效。</translation>
    </message>
    <message>
        <source>Not saved: {why}</source>
        <translation>没有保存：{why}</translation>
    </message>
</context>
<context>
    <name>SettingsTexts</name>
    <message>
        <source>Site</source>
        <translation>地方</translation>
    </message>
    <message>
        <source>Databases</source>
        <translation>数据库</translation>
    </message>
    <message>
        <source>Office hours</source>
        <translation>办公时间</translation>
    </message>
    <message>
        <source>Reading the case store</source>
        <translation>读办件库</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>判灯规则</translation>
    </message>
    <message>
        <source>SMS</source>
        <translation>短信</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>settings file</source>
        <translation>设置文件</translation>
    </message>
    <message>
        <source>environment</source>
        <translation>环境变量</translation>
    </message>
    <message>
        <source>command line</source>
        <translation>命令行</translation>
    </message>
    <message>
        <source>default</source>
        <translation>默认值</translation>
    </message>
    <message>
        <source>Name of the place</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Bureau</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>时区</translation>
    </message>
    <message>
        <source>Case store</source>
        <translation>办件库</translation>
    </message>
    <message>
        <source>Supervision ledger</source>
        <translation>监察台账</translation>
    </message>
    <message>
        <source>Platform moves dues itself</source>
        <translation>平台自己顺延到期</translation>
    </message>
    <message>
        <source>Hours of a working day</source>
        <translation>工作日的办公时间</translation>
    </message>
    <message>
        <source>Read every … seconds</source>
        <translation>每隔几秒读一次</translation>
    </message>
    <message>
        <source>Look back … seconds</source>
        <translation>每次回读秒数</translation>
    </message>
    <message>
        <source>Data is old after … seconds</source>
        <translation>几秒以后算旧数据</translation>
    </message>
    <message>
        <source>Rule profile</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Days are counted</source>
        <translation>日子怎么算</translation>
    </message>
    <message>
        <source>Yellow when … working days are left</source>
        <translation>剩几个工作日亮黄灯</translation>
    </message>
    <message>
        <source>Yellow by share for limits below … working days</source>
        <translation>时限短于几个工作日的，按比例亮黄灯</translation>
    </message>
    <message>
        <source>Yellow when this share of the limit is left</source>
        <translation>剩时限的这一比例亮黄灯</translation>
    </message>
    <message>
        <source>Past the promised limit</source>
        <translation>超过承诺时限</translation>
    </message>
    <message>
        <source>Past the statutory limit</source>
        <translation>超过法定时限</translation>
    </message>
    <message>
        <source>Accept within … working days</source>
        <translation>几个工作日内受理</translation>
    </message>
    <message>
        <source>Supervise cases done on the spot</source>
        <translation>即办件也监察</translation>
    </message>
    <message>
        <source>Gateway</source>
        <translation>网关</translation>
    </message>
    <message>
        <source>Signature before the text</source>
        <translation>短信签名</translation>
    </message>
    <message>
        <source>Own rules of warnings</source>
        <translation>自己的短信规则</translation>
    </message>
    <message>
        <source>Send from</source>
        <translation>几点开始发</translation>
    </message>
    <message>
        <source>Send until</source>
        <translation>几点停发</translation>
    </message>
    <message>
        <source>Send on</source>
        <translation>哪些天发</translation>
    </message>
    <message>
        <source>{gateway}: {what}</source>
        <translation>{gateway}：{what}</translation>
    </message>
    <message>
        <source>China Mobile MAS</source>
        <translation>云MAS</translation>
    </message>
    <message>
        <source>Aliyun</source>
        <translation>阿里云</translation>
    </message>
    <message>
        <source>Tencent Cloud</source>
        <translation>腾讯云</translation>
    </message>
    <message>
        <source>GSM modem</source>
        <translation>短信猫</translation>
    </message>
    <message>
        <source>address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>user</source>
        <translation>用户名</translation>
    </message>
    <message>
        <source>password is in</source>
        <translation>密码存放于</translation>
    </message>
    <message>
        <source>secret is in</source>
        <translation>密钥存放于</translation>
    </message>
    <message>
        <source>sender</source>
        <translation>发送号码</translation>
    </message>
    <message>
        <source>receipts at</source>
        <translation>回执监听</translation>
    </message>
    <message>
        <source>receipts are called for at</source>
        <translation>回执送到</translation>
    </message>
    <message>
        <source>in the bureau&apos;s own network</source>
        <translation>在本单位内网</translation>
    </message>
    <message>
        <source>certificate of the authority</source>
        <translation>证书机构文件</translation>
    </message>
    <message>
        <source>wait … seconds for an answer</source>
        <translation>等应答的秒数</translation>
    </message>
    <message>
        <source>company</source>
        <translation>企业名称</translation>
    </message>
    <message>
        <source>account</source>
        <translation>接口账号</translation>
    </message>
    <message>
        <source>code of the signature</source>
        <translation>签名编码</translation>
    </message>
    <message>
        <source>extension number</source>
        <translation>扩展码</translation>
    </message>
    <message>
        <source>approved templates</source>
        <translation>已批准的模板</translation>
    </message>
    <message>
        <source>fetch the receipts</source>
        <translation>取状态报告</translation>
    </message>
    <message>
        <source>region</source>
        <translation>地域</translation>
    </message>
    <message>
        <source>access key</source>
        <translation>访问密钥编号</translation>
    </message>
    <message>
        <source>registered signature</source>
        <translation>登记的签名</translation>
    </message>
    <message>
        <source>way of signing requests</source>
        <translation>请求签名方式</translation>
    </message>
    <message>
        <source>application</source>
        <translation>应用编号</translation>
    </message>
    <message>
        <source>receipts carry our numbers</source>
        <translation>回执带本程序的编号</translation>
    </message>
    <message>
        <source>database of smsd</source>
        <translation>smsd 数据库</translation>
    </message>
    <message>
        <source>country code</source>
        <translation>国家代码</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>存放的文件夹</translation>
    </message>
    <message>
        <source>Weekly statistics</source>
        <translation>周统计</translation>
    </message>
    <message>
        <source>Monthly notice</source>
        <translation>月通报</translation>
    </message>
    <message>
        <source>Drafts at these times</source>
        <translation>到时自动起草</translation>
    </message>
    <message>
        <source>Document number begins with</source>
        <translation>文号开头</translation>
    </message>
    <message>
        <source>Supervision sheet&apos;s number begins with</source>
        <translation>督办通知的代字</translation>
    </message>
    <message>
        <source>Red heading</source>
        <translation>发文机关标志</translation>
    </message>
    <message>
        <source>Addressees</source>
        <translation>主送机关</translation>
    </message>
    <message>
        <source>Copies to</source>
        <translation>抄送机关</translation>
    </message>
    <message>
        <source>Printed by</source>
        <translation>印发机关</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>联系方式</translation>
    </message>
    <message>
        <source>Reply within … working days</source>
        <translation>几个工作日内回复</translation>
    </message>
    <message>
        <source>Room for a seal</source>
        <translation>给印章留位置</translation>
    </message>
    <message>
        <source>Picture of the seal</source>
        <translation>印章图片</translation>
    </message>
    <message>
        <source>Width of the seal (mm)</source>
        <translation>印章的宽（毫米）</translation>
    </message>
    <message>
        <source>Fonts of documents</source>
        <translation>公文字体</translation>
    </message>
    <message>
        <source>Folder of own fonts</source>
        <translation>本单位字体文件夹</translation>
    </message>
    <message>
        <source>Certificate that signs PDFs</source>
        <translation>PDF 签名证书</translation>
    </message>
    <message>
        <source>Its password is in</source>
        <translation>证书密码存放于</translation>
    </message>
    <message>
        <source>as the profile says</source>
        <translation>按规则文件</translation>
    </message>
    <message>
        <source>in whole working days</source>
        <translation>按工作日整日</translation>
    </message>
    <message>
        <source>in office time, by the second</source>
        <translation>按办公时间逐秒</translation>
    </message>
    <message>
        <source>the bureau&apos;s name</source>
        <translation>本局名称</translation>
    </message>
    <message>
        <source>time of day</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation>图片 (*.png)</translation>
    </message>
    <message>
        <source>the program&apos;s own, the same everywhere</source>
        <translation>程序自带的，各处印出来一样</translation>
    </message>
    <message>
        <source>the system&apos;s, where it has them</source>
        <translation>系统里有的先用系统的</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Certificates (*.p12 *.pfx)</source>
        <translation>证书 (*.p12 *.pfx)</translation>
    </message>
    <message>
        <source>the bureau&apos;s name and “文件”</source>
        <translation>本局名称加“文件”</translation>
    </message>
    <message>
        <source>no addressees</source>
        <translation>不写主送机关</translation>
    </message>
    <message>
        <source>no copies; several with ； between them</source>
        <translation>没有抄送；几个之间用“；”隔开</translation>
    </message>
    <message>
        <source>no such line</source>
        <translation>没有这一行</translation>
    </message>
    <message>
        <source>none</source>
        <translation>没有</translation>
    </message>
    <message>
        <source>not signed</source>
        <translation>不签名</translation>
    </message>
    <message>
        <source>day {day} of the month</source>
        <translation>每月 {day} 日</translation>
    </message>
    <message>
        <source>working days</source>
        <translation>工作日</translation>
    </message>
    <message>
        <source>every day</source>
        <translation>每天</translation>
    </message>
    <message>
        <source>none: no SMS is sent</source>
        <translation>没有，不发短信</translation>
    </message>
    <message>
        <source>(empty)</source>
        <translation>（空）</translation>
    </message>
    <message>
        <source>This window speaks {language} now, as chosen in its menu.</source>
        <translation>窗口现在用{language}，是在菜单里选的。</translation>
    </message>
    <message>
        <source>A row a line: 08:30-12:00 14:00-17:30. With a day in front they hold from then on: 2017-01-01 once, 06-01 every year.</source>
        <translation>一行一套：08:30-12:00 14:00-17:30。前面写日期就从那天起：2017-01-01 是从这一天起，06-01 是每年从这一天起。</translation>
    </message>
    <message>
        <source>The gateway is set up in the settings file; its password never stands there. emonitor sms test NUMBER sends one test message.</source>
        <translation>网关在设置文件里配置，密码从不写在文件里。emonitor sms test 号码 可以试发一条。</translation>
    </message>
</context>
<context>
    <name>SheetPreview</name>
    <message>
        <source>Preview of the proof sheet</source>
        <translation>核查单预览</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>打印…</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>另存为 PDF…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Page width</source>
        <translation>适合宽度</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>As wide as the window</source>
        <translation>和窗口一样宽</translation>
    </message>
    <message>
        <source>No printer is set up on this computer: save the sheet as PDF.</source>
        <translation>本机没有安装打印机，可以另存为 PDF。</translation>
    </message>
    <message>
        <source>Sent to the printer.</source>
        <translation>已发送到打印机。</translation>
    </message>
    <message>
        <source>The printer took nothing: is it switched on?</source>
        <translation>打印机没有响应，请检查是否开机。</translation>
    </message>
    <message>
        <source>Saved: {file}</source>
        <translation>已保存：{file}</translation>
    </message>
    <message>
        <source>{file} cannot be written: choose another place.</source>
        <translation>{file} 写不进去，请另选一个位置。</translation>
    </message>
    <message>
        <source>Save the proof sheet</source>
        <translation>保存核查单</translation>
    </message>
</context>
<context>
    <name>SideBar</name>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
</context>
<context>
    <name>SilenceDialog</name>
    <message>
        <source>No warnings for a while</source>
        <translation>暂时不发预警短信</translation>
    </message>
    <message>
        <source>What falls due until then waits and goes out afterwards, if it still holds. Lights and cards go on as usual, and so do reminders by hand.</source>
        <translation>这段时间里到点的先等着，过后仍然成立的再发。灯和牌照常，人工催办也照发。</translation>
    </message>
    <message>
        <source>Silence</source>
        <translation>静默</translation>
    </message>
    <message>
        <source>What is silenced</source>
        <translation>静默的范围</translation>
    </message>
    <message>
        <source>A case</source>
        <translation>一个办件</translation>
    </message>
    <message>
        <source>A unit</source>
        <translation>一个单位</translation>
    </message>
    <message>
        <source>A person</source>
        <translation>一个人</translation>
    </message>
    <message>
        <source>Case number</source>
        <translation>办件编号</translation>
    </message>
    <message>
        <source>Which one</source>
        <translation>哪一个</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>直到</translation>
    </message>
    <message>
        <source>For</source>
        <translation>范围</translation>
    </message>
</context>
<context>
    <name>SilencesTab</name>
    <message>
        <source>New silence…</source>
        <translation>设静默…</translation>
    </message>
    <message>
        <source>End it…</source>
        <translation>结束…</translation>
    </message>
    <message>
        <source>What falls due during a silence waits and goes out afterwards, if it still holds. Reminders by hand go out all the same.</source>
        <translation>静默期间到点的先等着，过后仍然成立的再发。人工催办照发。</translation>
    </message>
    <message>
        <source>Silences</source>
        <translation>静默</translation>
    </message>
    <message>
        <source>For</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>Which one</source>
        <translation>哪一个</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>直到</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Made by</source>
        <translation>谁设的</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>{count} in force</source>
        <translation>有效 {count} 条</translation>
    </message>
    <message>
        <source>Nobody is silenced</source>
        <translation>没有静默</translation>
    </message>
    <message>
        <source>Warnings go to everybody whom the rules name. A silence is for a while, and has a reason.</source>
        <translation>规则里要告诉的人都会收到。静默有期限，要写理由。</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>办件</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Nothing was changed: there is no case {case} in the case store.</source>
        <translation>没有改动：办件库里没有 {case}。</translation>
    </message>
    <message>
        <source>Nothing was changed: the case store cannot be asked for this case now.</source>
        <translation>没有改动：现在读不到办件库，没法核对这个编号。</translation>
    </message>
    <message>
        <source>Written down: silenced.</source>
        <translation>已记下：静默。</translation>
    </message>
    <message>
        <source>End this silence?</source>
        <translation>结束这条静默？</translation>
    </message>
    <message>
        <source>End it</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>What waited for its end may go out at once.</source>
        <translation>等着它结束的短信可以马上发出。</translation>
    </message>
    <message>
        <source>Written down: the silence is over.</source>
        <translation>已记下：静默结束。</translation>
    </message>
</context>
<context>
    <name>SmsRuleWords</name>
    <message>
        <source>Nobody is told.</source>
        <translation>不发。</translation>
    </message>
    <message>
        <source>At any hour, also at night and on rest days.</source>
        <translation>夜里和休息日也发。</translation>
    </message>
    <message>
        <source>Not sent within {hours} hours: it lapses.</source>
        <translation>{hours} 小时还没发出去就作废。</translation>
    </message>
    <message>
        <source>{after} to {who}</source>
        <translation>{after}发给{who}</translation>
    </message>
    <message>
        <source>at once to {who}</source>
        <translation>立即发给{who}</translation>
    </message>
    <message>
        <source>after {value} working days</source>
        <translation>{value} 个工作日后</translation>
    </message>
    <message>
        <source>after {value} office hours</source>
        <translation>{value} 个办公小时后</translation>
    </message>
    <message>
        <source>Sending hours</source>
        <translation>发送时段</translation>
    </message>
    <message>
        <source>Which one counts</source>
        <translation>只发要紧的</translation>
    </message>
    <message>
        <source>Digest</source>
        <translation>汇总</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>限额</translation>
    </message>
    <message>
        <source>Ladder</source>
        <translation>逐级上报</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>结果不明</translation>
    </message>
    <message>
        <source>First use</source>
        <translation>第一次使用</translation>
    </message>
    <message>
        <source>In the text</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>On working days</source>
        <translation>工作日</translation>
    </message>
    <message>
        <source>On all days</source>
        <translation>每天</translation>
    </message>
    <message>
        <source>What falls outside waits for the next opening, and is looked at again before it goes.</source>
        <translation>时段以外的等到下一个时段，发之前再看一遍是否仍然成立。</translation>
    </message>
    <message>
        <source>When several are due for the same person about one case, only the most urgent goes: red hides yellow, the case hides its node. A case that is finished, suspended or stands otherwise by then is not told any more.</source>
        <translation>同一人、同一办件有几条一起到点时，只发最要紧的：红代替黄，整件代替环节。到时已办结、已挂起或情况已变的，不再发。</translation>
    </message>
    <message>
        <source>{count} or more for one person at the same time become one SMS that names how many of each.</source>
        <translation>同一人同时有 {count} 条或更多时，合并成一条，写明各有几件。</translation>
    </message>
    <message>
        <source>At most {count} SMS a day to one number; what is beyond waits for the next day.</source>
        <translation>一个号码一天最多 {count} 条，超出的等到下一个发送日。</translation>
    </message>
    <message>
        <source>As soon as somebody acknowledges a case, later steps of its ladder are not told. A silence holds warnings back for a while.</source>
        <translation>有人“知悉”以后，逐级上报里后面的人不再发。静默期间先不发。</translation>
    </message>
    <message>
        <source>A gateway that can be asked is asked.</source>
        <translation>能查询的网关先查询。</translation>
    </message>
    <message>
        <source>What nobody can settle is left to people.</source>
        <translation>查不清楚的交给人决定。</translation>
    </message>
    <message>
        <source>What nobody can settle is sent once more after {minutes} minutes, marked as such, for these kinds: {kinds}. The others are left to people.</source>
        <translation>查不清楚的，过 {minutes} 分钟重发一次并注明“重发”，限于：{kinds}；其他的交给人决定。</translation>
    </message>
    <message>
        <source>What became true more than {hours} hours before the first use is held back until somebody decides.</source>
        <translation>比第一次使用早 {hours} 小时以上的暂不发送，等人决定是否补发。</translation>
    </message>
    <message>
        <source>Fixed templates without the applicant&apos;s name or identity number.</source>
        <translation>固定的模板，没有申请人的姓名和身份证号。</translation>
    </message>
    <message>
        <source>None is set: warnings are listed and nothing is sent. Set [sms] gateway in the settings file.</source>
        <translation>没有设置：只列出，一条也不发。在设置文件里写 [sms] gateway。</translation>
    </message>
    <message>
        <source>As carried. For rules of your own: copy resources/sms/rules.toml, name it in [sms] rules.</source>
        <translation>随程序带的。要用自己的：复制 resources/sms/rules.toml，在设置文件里写 [sms] rules。</translation>
    </message>
    <message>
        <source>Gateway</source>
        <translation>短信网关</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
    </message>
</context>
<context>
    <name>SmsRulesTab</name>
    <message>
        <source>Rules of warnings</source>
        <translation>预警短信的规则</translation>
    </message>
    <message>
        <source>The rules cannot be read: {error}. Correct the file, then start the program again.</source>
        <translation>规则读不出来：{error}。改正文件后重启程序。</translation>
    </message>
    <message>
        <source>Who is told what</source>
        <translation>谁收到什么</translation>
    </message>
    <message>
        <source>What holds for all</source>
        <translation>共同的规定</translation>
    </message>
    <message>
        <source>Where this is set</source>
        <translation>在哪里设置</translation>
    </message>
</context>
<context>
    <name>SmsTexts</name>
    <message>
        <source>Waiting</source>
        <translation>待发</translation>
    </message>
    <message>
        <source>With the gateway</source>
        <translation>网关已收</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>已送达</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>不明</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>不发</translation>
    </message>
    <message>
        <source>An internal fault; the details are in the log. The supervision goes on.</source>
        <translation>程序内部出错，详情在日志里；监察照常。</translation>
    </message>
    <message>
        <source>The supervision ledger is not open yet.</source>
        <translation>监察台账还没有打开。</translation>
    </message>
    <message>
        <source>The supervision ledger is away: {detail}. It is tried again by itself.</source>
        <translation>监察台账断开：{detail}。会自动再试。</translation>
    </message>
    <message>
        <source>{size} characters with the signature, {count} SMS</source>
        <translation>连签名 {size} 个字，算 {count} 条</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>种类</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>办件</translation>
    </message>
    <message>
        <source>Recipient</source>
        <translation>收信人</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>号码</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>When it was sent; of one that waits: when it may go at the soonest</source>
        <translation>何时发出；待发的：最早何时发</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>several</source>
        <translation>多件</translation>
    </message>
    <message>
        <source>from {moment}</source>
        <translation>{moment} 起</translation>
    </message>
    <message>
        <source>Carries</source>
        <translation>包含</translation>
    </message>
    <message>
        <source>Went as</source>
        <translation>发法</translation>
    </message>
    <message>
        <source>part of a digest, whose fate it shares</source>
        <translation>随一条汇总发出，结果与它相同</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>到期</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>起因</translation>
    </message>
    <message>
        <source>Goes out</source>
        <translation>何时发</translation>
    </message>
    <message>
        <source>{count} warnings: {cases}</source>
        <translation>{count} 条预警：{cases}</translation>
    </message>
    <message>
        <source>came to the node</source>
        <translation>到达环节</translation>
    </message>
    <message>
        <source>made by hand</source>
        <translation>人工</translation>
    </message>
    <message>
        <source>at {moment} at the soonest</source>
        <translation>最早 {moment}</translation>
    </message>
    <message>
        <source>{soonest}, unless somebody acknowledges the case</source>
        <translation>{soonest}；此前有人“知悉”就不发</translation>
    </message>
    <message>
        <source>It is not known whether this message went out. It goes out once more, marked as such, unless it is known before then that it arrived.</source>
        <translation>不知道这条短信是否已发出。它会注明“重发”再发一次；在那之前得知已送达的，就不再发。</translation>
    </message>
    <message>
        <source>It is not known whether this message went out. The program asks the gateway by itself; nothing is sent twice blindly.</source>
        <translation>不知道这一条发出没有。程序会自己查询网关，绝不盲目重发。</translation>
    </message>
    <message>
        <source>There is no mobile number for this person. Enter it on the approval platform: it then goes out.</source>
        <translation>这个人没有手机号。请在审批平台补上，补上后自动发出。</translation>
    </message>
    <message>
        <source>Nobody can tell whether this message arrived. Ask the recipient, then mark it as received or send it again.</source>
        <translation>查不清这一条收到没有。请问一下收信人，再标为已收到或重新发送。</translation>
    </message>
    <message>
        <source>It did not arrive. Tell the recipient in another way, or send it again.</source>
        <translation>这一条没有送到。请用别的办法通知，或重新发送。</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>经过</translation>
    </message>
    <message>
        <source>In detail</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Written down</source>
        <translation>写进发件箱</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>回执</translation>
    </message>
    <message>
        <source>Attempt {number}</source>
        <translation>第 {number} 次发送</translation>
    </message>
</context>
<context>
    <name>StatisticsPage</name>
    <message>
        <source>Working out the figures…</source>
        <translation>正在计算……</translation>
    </message>
    <message>
        <source>Period of the statistics</source>
        <translation>统计期</translation>
    </message>
    <message>
        <source>Put together by</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>Figure in the chart</source>
        <translation>图中的指标</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>重新读取</translation>
    </message>
    <message>
        <source>Reads all cases anew (F5)</source>
        <translation>重新读取全部办件（F5）</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Save these figures as a spreadsheet (Ctrl+E)</source>
        <translation>把这些数字保存为表格（Ctrl+E）</translation>
    </message>
    <message>
        <source>This week</source>
        <translation>本周</translation>
    </message>
    <message>
        <source>Last week</source>
        <translation>上周</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>本月</translation>
    </message>
    <message>
        <source>Last month</source>
        <translation>上月</translation>
    </message>
    <message>
        <source>This year</source>
        <translation>今年</translation>
    </message>
    <message>
        <source>Last year</source>
        <translation>去年</translation>
    </message>
    <message>
        <source>From … to …</source>
        <translation>自定起止</translation>
    </message>
    <message>
        <source>By township</source>
        <translation>按乡镇</translation>
    </message>
    <message>
        <source>By unit</source>
        <translation>按部门</translation>
    </message>
    <message>
        <source>By item</source>
        <translation>按事项</translation>
    </message>
    <message>
        <source>By level</source>
        <translation>按层级</translation>
    </message>
    <message>
        <source>By village</source>
        <translation>按村</translation>
    </message>
    <message>
        <source>By officer</source>
        <translation>按经办人</translation>
    </message>
    <message>
        <source>Township</source>
        <translation>乡镇</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>层级</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Chart</source>
        <translation>图</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>统计表</translation>
    </message>
    <message>
        <source>Working out the figures</source>
        <translation>计算统计数字</translation>
    </message>
    <message>
        <source>The figures have not been worked out</source>
        <translation>统计数字没有算出来</translation>
    </message>
    <message>
        <source>“Read again” tries once more.</source>
        <translation>点“重新读取”再试一次。</translation>
    </message>
    <message>
        <source>This period has not begun</source>
        <translation>这个统计期还没有开始</translation>
    </message>
    <message>
        <source>Choose one that has.</source>
        <translation>请选一个已经开始的统计期。</translation>
    </message>
    <message>
        <source>{why}

Read again when the store can be reached.</source>
        <translation>{why}

办件库恢复后点“重新读取”。</translation>
    </message>
    <message>
        <source>The figures cannot be worked out now</source>
        <translation>现在算不出统计数字</translation>
    </message>
    <message>
        <source>{measure}: the stroke is the period before</source>
        <translation>{measure}：竖线为上期</translation>
    </message>
    <message>
        <source>{name}: {now}, the period before {before}</source>
        <translation>{name}：{now}，上期 {before}</translation>
    </message>
    <message>
        <source>{figure} ({change})</source>
        <translation>{figure}（{change}）</translation>
    </message>
    <message>
        <source>{first} – {last}, {days} working days.</source>
        <translation>{first} 至 {last}，{days} 个工作日。</translation>
    </message>
    <message>
        <source>It still runs; as of {cutoff}.</source>
        <translation>统计期未结束，截至{cutoff}，不与上期比较。</translation>
    </message>
    <message>
        <source>In brackets: against {before}.</source>
        <translation>括号内为与上期（{before}）相比。</translation>
    </message>
    <message>
        <source>Point at a heading for its definition; a click on a figure opens its cases.</source>
        <translation>鼠标停在表头上看口径，点数字看办件。</translation>
    </message>
    <message>
        <source>Statistics {period}</source>
        <translation>统计 {period}</translation>
    </message>
    <message>
        <source>Export the figures</source>
        <translation>导出统计数字</translation>
    </message>
    <message>
        <source>Exporting the figures</source>
        <translation>导出统计数字</translation>
    </message>
    <message>
        <source>Saved as {file}</source>
        <translation>已保存为 {file}</translation>
    </message>
</context>
<context>
    <name>TemplatesTab</name>
    <message>
        <source>For</source>
        <translation>用于</translation>
    </message>
    <message>
        <source>Characters</source>
        <translation>字数</translation>
    </message>
    <message>
        <source>UTF-16 units with the signature</source>
        <translation>连签名的字数（UTF-16 单位）</translation>
    </message>
    <message>
        <source>SMS</source>
        <translation>条数</translation>
    </message>
    <message>
        <source>One up to 70 characters, beyond that 67 each</source>
        <translation>70 字以内算一条，超过的每 67 字一条</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>Case number of the sample</source>
        <translation>样例的办件编号</translation>
    </message>
    <message>
        <source>Item of the sample</source>
        <translation>样例的事项</translation>
    </message>
    <message>
        <source>Node of the sample</source>
        <translation>样例的环节</translation>
    </message>
    <message>
        <source>Unit of the sample</source>
        <translation>样例的单位</translation>
    </message>
    <message>
        <source>Reason of the sample</source>
        <translation>样例的催办理由</translation>
    </message>
    <message>
        <source>Try it with:</source>
        <translation>样例：</translation>
    </message>
    <message>
        <source>Templates are fixed: public gateways send only those that they have approved. They hold nothing of the applicant. A value that is too long is cut.</source>
        <translation>模板是固定的：公共短信平台只发报备批准过的。里面没有申请人的任何信息。太长的内容会截短。</translation>
    </message>
    <message>
        <source>none</source>
        <translation>没有</translation>
    </message>
    <message>
        <source>Template {name}, its variables in order: {variables}</source>
        <translation>模板 {name}，变量依次为：{variables}</translation>
    </message>
</context>
<context>
    <name>TextTab</name>
    <message>
        <source>Text of the notice</source>
        <translation>通报正文</translation>
    </message>
    <message>
        <source>What was edited</source>
        <translation>改动</translation>
    </message>
    <message>
        <source>One paragraph a line; the first line is the title. Headings are known by their numbers: 一、 （一） 1. （1）. Figures in the tables are not changed by this text.</source>
        <translation>一段一行，第一行是标题。各级标题看序号：一、（一）1.（1）。这里改文字，附表里的数不会跟着变。</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>改动</translation>
    </message>
    <message>
        <source>The program wrote</source>
        <translation>程序写的</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>改成</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Undo the last edit (Ctrl+Z)</source>
        <translation>撤销上一步 (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Redo (Ctrl+Y)</source>
        <translation>重做 (Ctrl+Y)</translation>
    </message>
    <message>
        <source>Take this edit back</source>
        <translation>恢复这一处</translation>
    </message>
    <message>
        <source>Puts the paragraph chosen below back as the program wrote it</source>
        <translation>把下面选中的那一段改回程序写的</translation>
    </message>
    <message>
        <source>Restore the whole text</source>
        <translation>恢复全部原文</translation>
    </message>
    <message>
        <source>As the program wrote it; Ctrl+Z brings your text back</source>
        <translation>全部改回程序写的；按 Ctrl+Z 还能回到您的文字</translation>
    </message>
    <message>
        <source>{edits} · kept</source>
        <translation>{edits} · 已存</translation>
    </message>
    <message>
        <source>Not kept: your text stands here, try again with Ctrl+S</source>
        <translation>没有存上：文字还在这里，按 Ctrl+S 再存</translation>
    </message>
    <message>
        <source>{edits} · is being kept…</source>
        <translation>{edits} · 正在存…</translation>
    </message>
    <message>
        <source>Edits: {count}</source>
        <translation>改了 {count} 处</translation>
    </message>
    <message>
        <source>As the program wrote it</source>
        <translation>与程序写的一样</translation>
    </message>
    <message>
        <source>added</source>
        <translation>增加</translation>
    </message>
    <message>
        <source>taken out</source>
        <translation>删去</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>修改</translation>
    </message>
</context>
<context>
    <name>TopLine</name>
    <message>
        <source>Menu</source>
        <translation>菜单</translation>
    </message>
    <message>
        <source>Menu (F10)</source>
        <translation>菜单（F10）</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Open</source>
        <translation>打开窗口</translation>
    </message>
    <message>
        <source>Wall mode</source>
        <translation>大屏看板</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>{said} · data out of date</source>
        <translation>{said} · 数据已过时</translation>
    </message>
    <message>
        <source>Turned red: {case_no}</source>
        <translation>转红：{case_no}</translation>
    </message>
    <message>
        <source>{count} cases turned red</source>
        <translation>{count} 件办件转红</translation>
    </message>
</context>
<context>
    <name>UnsavedBox</name>
    <message>
        <source>Settings were changed and not saved</source>
        <translation>改了设置，还没有保存</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Save and close</source>
        <translation>保存并关闭</translation>
    </message>
    <message>
        <source>Close without saving</source>
        <translation>不保存，关闭</translation>
    </message>
    <message>
        <source>Do not close</source>
        <translation>先不关闭</translation>
    </message>
</context>
<context>
    <name>VerdictDialog</name>
    <message>
        <source>Verify a file</source>
        <translation>验真</translation>
    </message>
    <message>
        <source>Open it in the archive</source>
        <translation>在存档里打开</translation>
    </message>
    <message>
        <source>It was made from: {report}</source>
        <translation>由这一份改成：{report}</translation>
    </message>
    <message>
        <source>It is: {report}</source>
        <translation>它是：{report}</translation>
    </message>
    <message>
        <source>In force today: {report}</source>
        <translation>现行的是：{report}</translation>
    </message>
</context>
<context>
    <name>ViewMenu</name>
    <message>
        <source>All overdue</source>
        <translation>全部超期</translation>
    </message>
    <message>
        <source>Near due</source>
        <translation>全部临期</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Saved views: {name}</source>
        <translation>已存视图：{name}</translation>
    </message>
    <message>
        <source>none chosen</source>
        <translation>未选</translation>
    </message>
    <message>
        <source>Save what is shown as a view…</source>
        <translation>把当前显示存为视图…</translation>
    </message>
    <message>
        <source>Save changed columns in “{name}”</source>
        <translation>把现在的列存入“{name}”</translation>
    </message>
    <message>
        <source>Rename “{name}”…</source>
        <translation>重命名“{name}”…</translation>
    </message>
    <message>
        <source>Delete “{name}”</source>
        <translation>删除“{name}”</translation>
    </message>
    <message>
        <source>Order of the views…</source>
        <translation>调整视图的次序…</translation>
    </message>
    <message>
        <source>Bring back “{name}” (Ctrl+Z)</source>
        <translation>恢复“{name}”（Ctrl+Z）</translation>
    </message>
    <message>
        <source>Save view</source>
        <translation>保存视图</translation>
    </message>
    <message>
        <source>There are {count} views already: delete one first.</source>
        <translation>已有 {count} 个视图，请先删除一个。</translation>
    </message>
    <message>
        <source>View “{name}” saved.</source>
        <translation>视图“{name}”已保存。</translation>
    </message>
    <message>
        <source>Rename view</source>
        <translation>重命名视图</translation>
    </message>
    <message>
        <source>There is a view “{name}” already.</source>
        <translation>已有同名视图“{name}”。</translation>
    </message>
    <message>
        <source>Order of the views</source>
        <translation>视图的次序</translation>
    </message>
    <message>
        <source>View “{name}” deleted. Ctrl+Z brings it back.</source>
        <translation>视图“{name}”已删除，按 Ctrl+Z 可恢复。</translation>
    </message>
    <message>
        <source>View “{name}” is back.</source>
        <translation>视图“{name}”已恢复。</translation>
    </message>
    <message>
        <source>Name of the view:</source>
        <translation>视图名称：</translation>
    </message>
</context>
<context>
    <name>WarningsPage</name>
    <message>
        <source>Warnings by SMS</source>
        <translation>预警短信</translation>
    </message>
    <message>
        <source>Outbox</source>
        <translation>发件箱</translation>
    </message>
    <message>
        <source>Silences</source>
        <translation>静默</translation>
    </message>
    <message>
        <source>Recipients</source>
        <translation>收信人</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>Deeds by hand</source>
        <translation>人工操作</translation>
    </message>
</context>
</TS>
