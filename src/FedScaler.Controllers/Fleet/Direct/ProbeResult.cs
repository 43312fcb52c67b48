namespace FedScaler.Controllers.Fleet.Direct;

/// <summary>How one probe ended. Closed.</summary>
internal abstract record ProbeResult
{
    private ProbeResult()
    {
    }

    public sealed record Good : ProbeResult;

    /// <param name="Code">One word for programs, as a condition's reason.</param>
    public sealed record Bad(string Code, string Reason, bool RanOut) : ProbeResult;
}
