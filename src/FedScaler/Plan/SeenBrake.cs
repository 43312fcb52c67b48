using FedScaler.Controllers.Brakes;
using FedScaler.Kube.Client;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;

namespace FedScaler.Plan;

/// <summary>The service's brake as it was when the plan began.</summary>
internal sealed class SeenBrake(BrakeState state) : IBrake
{
    /// <inheritdoc/>
    public event Action? Changed
    {
        add { }
        remove { }
    }

    /// <inheritdoc/>
    public BrakeState State => state;

    /// <summary>One that may not be read counts as off: a plan writes nothing, and who plans need not be let near it.</summary>
    /// <param name="denied">Told when it may not be read.</param>
    public static async Task<SeenBrake> ReadAsync(IKubeClient hub, ObjectKey key, Action<string> denied, CancellationToken cancellationToken)
    {
        try
        {
            var map = await hub.GetAsync(KnownResources.ConfigMaps, key, JsonDecoder<ConfigMap>.Of(KubeJsonContext.Default.ConfigMap), cancellationToken);
            return new SeenBrake(new BrakeState(true, BrakeSetting.Read(map, key).Reason));
        }
        catch (KubeApiException missing) when (missing.IsNotFound)
        {
            return new SeenBrake(BrakeState.Off);
        }
        catch (KubeApiException refused) when (refused.Code == 403)
        {
            denied($"not allowed to read ConfigMap {key}: whether the service's brake is on is not known");
            return new SeenBrake(BrakeState.Off);
        }
    }
}
