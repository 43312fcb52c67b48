using System.Text;

namespace FedScaler.Demo.Report;

/// <summary>What was asked for, and what was served.</summary>
internal static class DemandChart
{
    public static void Draw(StringBuilder page, DemoRecord record)
    {
        var axes = new Axes(record.From, record.To, record.Samples.Max(static sample => Math.Max(sample.Demand, sample.Served)), height: 260);
        var demand = Curves.Line(axes, record.Samples.Select(static sample => (sample.Time, sample.Demand)));
        var served = Curves.Line(axes, record.Samples.Select(static sample => (sample.Time, sample.Served)));
        page.Append($"""<figure><figcaption><h2>Demand and what was served</h2><p class="legend"><span class="key demand">demand</span><span class="key served">served, requests per second</span><span class="key quiet">a member is silent</span></p></figcaption><div class="scroll">""");
        page.Append($"""<svg viewBox="0 0 {Axes.Width} {axes.Height}" role="img" aria-labelledby="demand-title demand-desc">""");
        page.Append($"""<title id="demand-title">Demand and what was served</title><desc id="demand-desc">Peak demand {record.Samples.Max(static sample => sample.Demand):0} requests per second; the filled area is what was served.</desc>""");
        foreach (var silence in record.Silences) Shade(page, axes, silence);
        axes.Draw(page);
        page.Append($"""<path class="area served" d="{Curves.Area(axes, served)}"/><path class="line served" d="{served}"/><path class="line demand" d="{demand}"/>""");
        page.Append("</svg></div></figure>\n");
    }

    /// <summary>The while in which a member was silent.</summary>
    public static void Shade(StringBuilder page, Axes axes, DemoSilence silence)
    {
        var (from, to) = (axes.X(silence.From), axes.X(silence.To));
        page.Append($"""<rect class="silent" x="{Axes.Text(from)}" y="{Axes.Text(Axes.Ceiling)}" width="{Axes.Text(Math.Max(2, to - from))}" height="{Axes.Text(axes.Floor - Axes.Ceiling)}"><title>{Html.Text(silence.Member)} is silent from {silence.From:HH:mm} to {silence.To:HH:mm}</title></rect>""");
    }
}
