using FedScaler.Controllers.Fleet.Members;
using FedScaler.Kube.Client;
using FedScaler.Kube.Karmada;

namespace FedScaler.Controllers.Fleet.Karmada.Shares;

/// <summary>
/// The user's pause of a member, carried to its Works: a member that is paused is not written to by Karmada in our name either, so
/// that a hand there is not put back. The shares stay as they are.
/// </summary>
internal sealed class Suspension(IKubeClient hub, ShareWorks works, FleetOptions options, FleetServices services)
{
    /// <summary>Of what the fleet itself changes of Works.</summary>
    public const string FieldManager = "fedscaler-fleet";

    private static readonly WorkDecoder Decoder = new();

    private readonly MemberCalls _calls = new(hub, options.WriteDeadline, services.Time);

    /// <summary>Brings all Works of a member in line; nothing while nothing may be written at all.</summary>
    public async Task SetAsync(KarmadaEntry member, CancellationToken cancellationToken)
    {
        if (options.ReadOnly || services.Brake.State.Refusal is not null || works.WhyUnknown is not null) return;
        var suspends = member.Paused is not null;
        foreach (var work in works.Of(member.Name))
        {
            if (work.Suspended == suspends || work.IsDeleting) continue;
            await SetAsync(work, suspends, cancellationToken);
        }
    }

    private async Task SetAsync(WorkRecord work, bool suspends, CancellationToken cancellationToken)
    {
        var body = RequestBody.From(WorkBody.ForSuspending(work.ResourceVersion, suspends));
        try
        {
            await _calls.WithinDeadlineAsync(
                "a write",
                token => hub.PatchAsync(KarmadaResources.Works, work.Key, PatchKind.Merge, body, new WriteOptions(FieldManager), Decoder, token), cancellationToken);
        }
        catch (KubeApiException changed) when (changed.IsConflict || changed.IsNotFound)
        {
            // Its next state is on its way here, and is looked at then.
        }
    }
}
