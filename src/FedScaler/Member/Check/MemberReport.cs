namespace FedScaler.Members.Check;

/// <summary>All that was found out about one member.</summary>
internal sealed record MemberReport(string Name, IReadOnlyList<Finding> Findings)
{
    /// <summary>The worst of them.</summary>
    public CheckResult Result => Findings.Count == 0 ? CheckResult.Ok : Findings.Max(static finding => finding.Result);
}
