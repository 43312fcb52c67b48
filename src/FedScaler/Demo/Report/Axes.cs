using System.Globalization;
using System.Text;

namespace FedScaler.Demo.Report;

/// <summary>The frame of one chart: from time and value to places on the paper, with its lines and labels.</summary>
internal sealed class Axes
{
    public const int Width = 1100;
    private const int Left = 48;
    private const int Right = 12;
    private const int Top = 14;
    private const int Bottom = 26;

    private readonly DateTimeOffset _from;
    private readonly DateTimeOffset _to;
    private readonly double _step;

    public Axes(DateTimeOffset from, DateTimeOffset to, double greatest, int height)
    {
        _from = from;
        _to = to > from ? to : from.AddMinutes(1);
        Height = height;
        _step = NiceStep(greatest / 4);
        Greatest = Math.Max(_step, Math.Ceiling(greatest / _step) * _step);
    }

    public int Height { get; }

    public double Greatest { get; }

    public static double Ceiling => Top;

    public double Floor => Height - Bottom;

    public double X(DateTimeOffset time) => Left + Math.Clamp((time - _from) / (_to - _from), 0, 1) * (Width - Left - Right);

    public double Y(double value) => Top + (1 - Math.Clamp(value / Greatest, 0, 1)) * (Height - Top - Bottom);

    public static string Text(double place) => place.ToString("0.#", CultureInfo.InvariantCulture);

    public void Draw(StringBuilder svg)
    {
        for (var value = 0d; value <= Greatest + _step / 2; value += _step)
        {
            svg.Append($"""<line class="grid" x1="{Left}" x2="{Width - Right}" y1="{Text(Y(value))}" y2="{Text(Y(value))}"/>""");
            svg.Append($"""<text class="tick" x="{Left - 7}" y="{Text(Y(value) + 4)}" text-anchor="end">{value.ToString("#,0.##", CultureInfo.InvariantCulture)}</text>""");
        }

        var every = TimeStep(_to - _from);
        var first = new DateTimeOffset((_from.UtcTicks + every.Ticks - 1) / every.Ticks * every.Ticks, TimeSpan.Zero);
        for (var time = first; time <= _to; time += every)
        {
            svg.Append($"""<line class="grid" x1="{Text(X(time))}" x2="{Text(X(time))}" y1="{Text(Floor)}" y2="{Text(Floor + 5)}"/>""");
            var anchor = X(time) > Width - Right - 24 ? "end" : "middle";
            svg.Append($"""<text class="tick" x="{Text(X(time))}" y="{Text(Floor + 19)}" text-anchor="{anchor}">{Label(time, every)}</text>""");
        }
    }

    private static string Label(DateTimeOffset time, TimeSpan every) =>
        time.ToString(time.TimeOfDay == TimeSpan.Zero || every >= TimeSpan.FromDays(1) ? "ddd d MMM" : "HH:mm", CultureInfo.InvariantCulture);

    private static double NiceStep(double rough)
    {
        if (rough <= 1) return 1;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        foreach (var factor in (ReadOnlySpan<double>)[1, 2, 5])
            if (rough <= factor * power) return factor * power;
        return 10 * power;
    }

    private static TimeSpan TimeStep(TimeSpan length)
    {
        foreach (var hours in (ReadOnlySpan<double>)[0.25, 0.5, 1, 2, 3, 6, 12, 24, 48])
            if (length.TotalHours / hours <= 12) return TimeSpan.FromHours(hours);
        return TimeSpan.FromDays(Math.Ceiling(length.TotalDays / 12));
    }
}
