using FsCheck;
using FsCheck.Fluent;

namespace FedScaler.Core.Tests.Scheduling;

/// <summary>The minutes around a change of clocks.</summary>
internal sealed record ClockChange(TimeZoneInfo Zone, MinuteWalk Walk)
{
    /// <summary>Instants in the middle third of the walk, mostly in the day of the change, mostly whole minutes.</summary>
    public Gen<DateTimeOffset> Instants =>
        from minute in Gen.Frequency((1, Gen.Choose(Minutes / 3, Minutes * 2 / 3)), (2, Gen.Choose(_change - 180, _change + (22 * 60))))
        from seconds in Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Choose(0, 59)))
        select Walk.From.AddMinutes(minute).AddSeconds(seconds);

    private readonly int _change = (int)((Walk.Change ?? Walk.From.AddTicks((Walk.Until - Walk.From).Ticks / 2)) - Walk.From).TotalMinutes;

    private int Minutes => (int)(Walk.Until - Walk.From).TotalMinutes;

    public override string ToString() => $"{Zone.Id} around {Walk.From.AddMinutes(Minutes / 2):yyyy-MM-dd}";
}
