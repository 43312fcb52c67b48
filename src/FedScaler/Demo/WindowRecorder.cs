using FedScaler.Core.Scheduling;
using FedScaler.Demo.Report;

namespace FedScaler.Demo;

/// <summary>Keeps the windows of schedules: from the looks at which a rule came into force and went out of it.</summary>
internal sealed class WindowRecorder
{
    private readonly List<DemoWindow> _windows = [];

    /// <summary>Rules in force, with their places among the windows.</summary>
    private readonly Dictionary<string, int> _open = new(StringComparer.Ordinal);

    /// <summary>In order of their beginnings. One that is in force lasts until the last look.</summary>
    public IReadOnlyList<DemoWindow> Windows => _windows;

    /// <summary>Compares what is in force with the look before and returns an event for each edge.</summary>
    /// <param name="before">Null at the first look.</param>
    /// <param name="now">Decides what is in force: what the FedHPA says.</param>
    /// <param name="due">What should be, for its times.</param>
    public IReadOnlyList<DemoEvent> Take(DemoBounds? before, DemoBounds now, DateTimeOffset time, IReadOnlyList<ScheduleWindow> due)
    {
        var ended = _open.Keys.Except(now.Schedules, StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var happened = ended.ConvertAll(id => End(id, now, time));
        foreach (var id in now.Schedules)
        {
            var window = due.FirstOrDefault(window => window.Id == id);
            if (!_open.ContainsKey(id)) happened.Add(Start(id, Words(before, now), window?.Since ?? time, window?.Until));
            _windows[_open[id]] = _windows[_open[id]] with { To = time };
        }

        return happened;
    }

    private DemoEvent Start(string id, string words, DateTimeOffset since, DateTimeOffset? until)
    {
        _open[id] = _windows.Count;
        _windows.Add(new DemoWindow(id, since, since, words));
        return new DemoEvent(since, DemoEventKind.Schedule, null, $"{id}: {words}{(until is { } end ? $" until {end:HH:mm}" : "")}");
    }

    private DemoEvent End(string id, DemoBounds now, DateTimeOffset time)
    {
        _open.Remove(id, out var place);
        _windows[place] = _windows[place] with { To = time };
        return new DemoEvent(time, DemoEventKind.Schedule, null, $"{id}: over, {now.Min} to {now.Max} replicas again");
    }

    /// <summary>What a rule has changed: the floor, the ceiling or both.</summary>
    private static string Words(DemoBounds? before, DemoBounds now) => (before?.Min != now.Min, before?.Max != now.Max) switch
    {
        (true, true) => $"{now.Min} to {now.Max}",
        (true, false) => $"at least {now.Min}",
        (false, true) => $"at most {now.Max}",
        _ => "in force",
    };
}
