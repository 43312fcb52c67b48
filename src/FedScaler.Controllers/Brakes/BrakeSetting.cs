using FedScaler.Kube.Models;

namespace FedScaler.Controllers.Brakes;

/// <summary>What a ConfigMap says of the brake.</summary>
/// <param name="Reason">Why the brake is on; null where it is off.</param>
/// <param name="Doubt">What is unclear about it and would be clear, in words; null where nothing is.</param>
public sealed record BrakeSetting(string? Reason, string? Doubt)
{
    public const string Key = "paused";

    private static readonly BrakeSetting Off = new(null, null);

    /// <summary>
    /// Only "false", a missing key and a missing ConfigMap let go. Whoever writes anything else there in a hurry ("yes", "1", "on") means
    /// to stop the service, and a service that stands still by mistake does less harm than one that goes on by mistake.
    /// </summary>
    /// <param name="where">Namespace and name of the ConfigMap.</param>
    public static BrakeSetting Read(ConfigMap? map, ObjectKey where)
    {
        // In the same spirit: Paused and PAUSED are this key.
        var found = map?.Data?.FirstOrDefault(static entry => entry.Key.Equals(Key, StringComparison.OrdinalIgnoreCase));
        if (found is not { Key: { } key, Value: { } value }) return Off;
        var place = $"ConfigMap {where} key {key}";
        if (value.Trim().Equals("false", StringComparison.OrdinalIgnoreCase)) return Off;
        return value.Trim().Equals("true", StringComparison.OrdinalIgnoreCase)
            ? new BrakeSetting(place, null)
            : new BrakeSetting(place, $"{place} is \"{value}\", which is taken for \"true\": write \"true\" or \"false\", or take the key away to go on");
    }
}
