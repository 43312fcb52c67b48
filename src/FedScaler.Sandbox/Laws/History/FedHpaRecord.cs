using System.Text.Json.Nodes;
using FedScaler.Api.FedHpas;
using FedScaler.Api.Mapping;
using FedScaler.Core.Splitting;
using FedScaler.Kube.Models;

namespace FedScaler.Sandbox.Laws.History;

/// <summary>One FedHPA: what its user asks for, and when something last changed that its shares have to follow.</summary>
internal sealed class FedHpaRecord
{
    private readonly MemberPreferences _preferences;

    /// <param name="raw">The stored spec, to tell a new one by.</param>
    public FedHpaRecord(ObjectKey key, FedHpaSpec spec, JsonNode raw)
    {
        Key = key;
        Raw = raw;
        Spec = spec;
        _preferences = new MemberPreferences(spec.Placement);
        Own = Policy = spec.ToSplitPolicy();
        Target = new TargetKey(key.Namespace ?? "", spec.ScaleTargetRef.Kind, spec.ScaleTargetRef.Name);
        MayRestAtZero = spec.Metrics?.Any(static metric => (string?)metric?["type"] is "Object" or "External") == true;
    }

    public ObjectKey Key { get; }

    public JsonNode Raw { get; }

    public FedHpaSpec Spec { get; }

    /// <summary>As the user's spec has it.</summary>
    public SplitPolicy Own { get; }

    /// <summary>With the bounds that hold now, after schedules.</summary>
    public SplitPolicy Policy { get; private set; }

    /// <summary>When schedules last gave it other bounds while nothing else was under way; null where that has been overtaken.</summary>
    public DateTimeOffset? ScheduledAt { get; private set; }

    /// <summary>Whether a schedule asks something of it that the laws can't follow.</summary>
    public bool IsUnreadable { get; set; }

    public TargetKey Target { get; }

    /// <summary>autoscaling/v2: minReplicas 0 needs a metric of type Object or External.</summary>
    public bool MayRestAtZero { get; }

    public DateTimeOffset Since { get; init; }

    /// <summary>How often something changed that the shares have to follow: the spec, the members, their silence.</summary>
    public int Upsets { get; private set; }

    public DateTimeOffset UpsetAt { get; private set; }

    /// <summary>When the shares have to have followed.</summary>
    public DateTimeOffset SettledBy { get; private set; }

    public string LastCluster { get; set; } = "";

    public long LastRevision { get; set; }

    public void Upset(DateTimeOffset now, TimeSpan patience)
    {
        Upsets++;
        UpsetAt = now;
        ScheduledAt = null;
        if (now + patience > SettledBy) SettledBy = now + patience;
    }

    /// <summary>Schedules give it other bounds than it had.</summary>
    public void Schedule((int Min, int Max) bounds, DateTimeOffset now, TimeSpan patience)
    {
        if (bounds == (Policy.MinReplicas, Policy.MaxReplicas)) return;
        Policy = Own with { MinReplicas = bounds.Min, MaxReplicas = bounds.Max };
        var isAlone = now > SettledBy;
        Upset(now, patience);
        ScheduledAt = isAlone ? now : null;
    }

    /// <summary>Takes over from the record of the spec before.</summary>
    public void Follow(FedHpaRecord before) => (Upsets, UpsetAt, SettledBy) = (before.Upsets, before.UpsetAt, before.SettledBy);

    public bool Selects(MemberRecord member) => _preferences.Selects(member.Labels);

    /// <summary>The user's upper bound for the member; int.MaxValue for none.</summary>
    public long Ceiling(MemberRecord member) => _preferences.Apply(new MemberSnapshot(member.Name)).Ceiling;
}
