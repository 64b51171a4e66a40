"""The text of the monthly notice: it writes itself from the figures, an officer edits it, what was edited is kept.

Four parts, as such notices have them: 总体情况, 乡镇排名, 存在的主要问题, 下步工作要求. Every sentence rests on
figures that exist: what there is nothing to say about is left out, not said as zero or as −100 %.
"""
