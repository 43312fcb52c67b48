using FedScaler.Api.CronHpas;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Laws.History;
using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Laws;

/// <summary>
/// Law 11. A CronHPA's history keeps to its limit, tells of every transition once, and never again of another time at which it
/// was acted on: whatever happens to the service in between, nothing is done twice.
/// </summary>
internal sealed class ScheduleHistoryLaw() : Law(11, "A transition is put down once, and acted on once")
{
    private readonly Dictionary<(ObjectKey Schedule, string Uid, string Rule, string Edge, string Due), string> _applied = [];

    public override void See(FleetChange change, FleetHistory history)
    {
        if (change is not FleetChange.Schedule { Event: { } stored } || stored.Object.At("status", "history") is not { } entries) return;
        var seen = new HashSet<(string, string, string)>();
        var count = 0;
        foreach (var entry in entries.Items())
        {
            count++;
            var (rule, edge, due, at) = (entry.Text("rule"), entry.Text("edge"), entry.Text("scheduledTime"), entry.Text("appliedTime"));
            if (!Holds(seen.Add((rule, edge, due))))
                Report(change, stored.Key.ToString(), 2, 1, $"{edge} of {rule} at {due} is put down twice");
            if (at.Length == 0) continue;
            var before = _applied.GetValueOrDefault((stored.Key, stored.Object.At("metadata").Text("uid"), rule, edge, due), at);
            _applied[(stored.Key, stored.Object.At("metadata").Text("uid"), rule, edge, due)] = before;
            if (!Holds(before == at))
                Report(change, stored.Key.ToString(), 2, 1, $"{edge} of {rule} at {due} was acted on at {before}, and again at {at}");
        }

        var limit = stored.Object.At("spec", "historyLimit").Int(CronHpaDefaults.HistoryLimit);
        // A limit that was lowered is kept by the next status.
        if (change.ByService && !Holds(count <= limit)) Report(change, stored.Key.ToString(), count, limit, $"{count} transitions are put down, and historyLimit is {limit}");
    }
}
