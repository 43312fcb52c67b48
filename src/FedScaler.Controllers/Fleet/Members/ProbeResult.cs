namespace FedScaler.Controllers.Fleet.Members;

/// <summary>How one probe ended. Closed.</summary>
internal abstract record ProbeResult
{
    private ProbeResult()
    {
    }

    public sealed record Good : ProbeResult;

    /// <param name="Code">One word for programs, as a condition's reason.</param>
    /// <param name="Lasting">It failed for a while, not once: no answer came in time, or the client's own retries failed as well.</param>
    public sealed record Bad(string Code, string Reason, bool Lasting) : ProbeResult;
}
