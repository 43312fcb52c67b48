using System.Text;

namespace FedScaler.Demo.Report;

/// <summary>One member: what runs there, between the min and the max that its HPA was given.</summary>
internal static class MemberChart
{
    public static void Draw(StringBuilder page, DemoRecord record, int member)
    {
        var name = record.Samples[0].Members[member].Name;
        var series = record.Samples.Select(sample => (sample.Time, Member: sample.Members[member])).ToList();
        var most = series.Max(static point => Math.Max(point.Member.Runs, point.Member.Max ?? 0));
        var axes = new Axes(record.From, record.To, most, height: 210);
        var runs = Curves.Stairs(axes, series.Select(static point => (point.Time, (double)point.Member.Runs)));
        var min = Curves.Stairs(axes, series.Select(static point => (point.Time, (double)(point.Member.Min ?? 0))));
        var max = Curves.Stairs(axes, series.Select(static point => (point.Time, (double)(point.Member.Max ?? 0))));
        var moves = record.Events.Where(happened => happened.Kind == DemoEventKind.Move && happened.Member == name).ToList();
        page.Append($"""<figure><figcaption><h2>{Html.Text(name)}</h2><p class="legend"><span class="key runs">replicas</span><span class="key max">max</span><span class="key min">min</span><span class="key move">room moved</span><span class="key quiet">silent</span><span class="key window">a schedule holds</span></p></figcaption><div class="scroll">""");
        page.Append($"""<svg viewBox="0 0 {Axes.Width} {axes.Height}" role="img" aria-labelledby="m{member}-title m{member}-desc"><title id="m{member}-title">Replicas in {Html.Text(name)}</title>""");
        page.Append($"""<desc id="m{member}-desc">Between {series.Min(static point => point.Member.Runs)} and {series.Max(static point => point.Member.Runs)} replicas; its max went up to {series.Max(static point => point.Member.Max ?? 0)}; room moved {moves.Count} times.</desc>""");
        foreach (var window in record.Windows) DemandChart.Shade(page, axes, window);
        foreach (var silence in record.Silences)
            if (silence.Member == name) DemandChart.Shade(page, axes, silence);
        axes.Draw(page);
        page.Append($"""<path class="area runs" d="{Curves.Area(axes, runs)}"/><path class="line min" d="{min}"/><path class="line runs" d="{runs}"/><path class="line max" d="{max}"/>""");
        foreach (var move in moves) Mark(page, axes, move);
        page.Append("</svg></div></figure>\n");
    }

    private static void Mark(StringBuilder page, Axes axes, DemoEvent move)
    {
        var x = axes.X(move.Time);
        page.Append($"""<path class="move" d="M{Axes.Text(x - 4)} 2H{Axes.Text(x + 4)}L{Axes.Text(x)} 10Z"><title>{move.Time:ddd HH:mm:ss} {Html.Text(move.Text)}</title></path>""");
    }
}
