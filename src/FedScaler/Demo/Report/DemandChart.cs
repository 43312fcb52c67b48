using System.Text;

namespace FedScaler.Demo.Report;

/// <summary>What was asked for, and what was served.</summary>
internal static class DemandChart
{
    /// <summary>Labels of narrower bands, as in a run of many days, would run into each other.</summary>
    private const double NarrowestLabelled = 40;

    public static void Draw(StringBuilder page, DemoRecord record)
    {
        var axes = new Axes(record.From, record.To, record.Samples.Max(static sample => Math.Max(sample.Demand, sample.Served)), height: 260);
        var demand = Curves.Line(axes, record.Samples.Select(static sample => (sample.Time, sample.Demand)));
        var served = Curves.Line(axes, record.Samples.Select(static sample => (sample.Time, sample.Served)));
        page.Append($"""<figure><figcaption><h2>Demand and what was served</h2><p class="legend"><span class="key demand">demand</span><span class="key served">served, requests per second</span><span class="key quiet">a member is silent</span><span class="key window">a schedule holds</span></p></figcaption><div class="scroll">""");
        page.Append($"""<svg viewBox="0 0 {Axes.Width} {axes.Height}" role="img" aria-labelledby="demand-title demand-desc">""");
        page.Append($"""<title id="demand-title">Demand and what was served</title><desc id="demand-desc">Peak demand {record.Samples.Max(static sample => sample.Demand):0} requests per second; the filled area is what was served.</desc>""");
        foreach (var silence in record.Silences) Shade(page, axes, silence);
        foreach (var window in record.Windows)
        {
            Shade(page, axes, window);
            Label(page, axes, window);
        }

        axes.Draw(page);
        page.Append($"""<path class="area served" d="{Curves.Area(axes, served)}"/><path class="line served" d="{served}"/><path class="line demand" d="{demand}"/>""");
        page.Append("</svg></div></figure>\n");
    }

    /// <summary>The while in which a member was silent.</summary>
    public static void Shade(StringBuilder page, Axes axes, DemoSilence silence) =>
        Shade(page, axes, "silent", silence.From, silence.To, $"{silence.Member} is silent from {silence.From:HH:mm} to {silence.To:HH:mm}");

    /// <summary>The while in which a schedule's rule was in force.</summary>
    public static void Shade(StringBuilder page, Axes axes, DemoWindow window) =>
        Shade(page, axes, "window", window.From, window.To, $"{window.Schedule}: {window.Bounds} from {window.From:HH:mm} to {window.To:HH:mm}");

    private static void Shade(StringBuilder page, Axes axes, string kind, DateTimeOffset from, DateTimeOffset to, string title)
    {
        var (left, right) = (axes.X(from), axes.X(to));
        page.Append($"""<rect class="{kind}" x="{Axes.Text(left)}" y="{Axes.Text(Axes.Ceiling)}" width="{Axes.Text(Math.Max(2, right - left))}" height="{Axes.Text(axes.Floor - Axes.Ceiling)}"><title>{Html.Text(title)}</title></rect>""");
    }

    private static void Label(StringBuilder page, Axes axes, DemoWindow window)
    {
        var (left, right) = (axes.X(window.From), axes.X(window.To));
        if (right - left < NarrowestLabelled) return;
        page.Append($"""<text class="tick" x="{Axes.Text((left + right) / 2)}" y="{Axes.Text(Axes.Ceiling - 3)}" text-anchor="middle">{Html.Text(window.Schedule)}: {Html.Text(window.Bounds)}</text>""");
    }
}
