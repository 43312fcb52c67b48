using System.Globalization;
using System.Text;
using FedScaler.Core.Splitting;

namespace FedScaler.Core.Tests.Splitting;

/// <summary>A fleet at one instant and what is remembered of it.</summary>
public sealed record Scenario(FleetSnapshot Fleet, FleetMemory Memory)
{
    public FleetDecision Decide() => FleetSplitter.Decide(Fleet, Memory);

    public Scenario WithPolicy(Func<SplitPolicy, SplitPolicy> change) => this with { Fleet = Fleet with { Policy = change(Fleet.Policy) } };

    public Scenario WithMembers(Func<MemberSnapshot, MemberSnapshot> change) =>
        this with { Fleet = Fleet with { Members = [.. Fleet.Members.Select(change)] } };

    /// <summary>The same fleet once everything decided has been written.</summary>
    public Scenario After(FleetDecision decision) => new(
        Fleet with { Members = [.. Fleet.Members.Select(member => member with { Share = decision.ShareOf(member.Name) })] },
        decision.Memory);

    public Scenario Later(TimeSpan time) => this with { Fleet = Fleet with { Now = Fleet.Now + time } };

    public override string ToString()
    {
        var text = new StringBuilder().AppendLine().AppendLine(CultureInfo.InvariantCulture, $"{Fleet.Policy} split={Memory.AppliedSplit}");
        foreach (var m in Fleet.Members.OrderBy(static member => member.Name, StringComparer.Ordinal))
        {
            text.AppendLine(CultureInfo.InvariantCulture,
                $"  {m.Name} {m.Contact}{(m.Frozen ? " frozen" : "")} share={m.Share} runs={m.Runs} wants={m.Wants} ready={m.Ready} fit={m.Fit} "
                + $"unsched={m.Unschedulable} floor={m.Floor} ceiling={m.Ceiling} weight={m.Weight} priority={m.Priority} | {Memory.Members.GetValueOrDefault(m.Name)}");
        }

        return text.ToString();
    }
}
