namespace FedScaler.Controllers.Fleet.Karmada.Shares;

/// <summary>What one member's Works need beside the shares themselves.</summary>
internal sealed class WorkUpkeep(Suspension suspension, Reapplication reapplication)
{
    /// <summary>Returns when to look again; null for when something changes.</summary>
    public async Task<TimeSpan?> KeepAsync(KarmadaEntry member, CancellationToken cancellationToken)
    {
        await suspension.SetAsync(member, cancellationToken);
        return await reapplication.RemedyAsync(member, cancellationToken);
    }
}
