namespace FedScaler.Hosting.Federations;

/// <summary>Federations by the words that users know them by.</summary>
public static class FederationNames
{
    public static string Of(FederationKind kind) => kind switch
    {
        FederationKind.Karmada => "karmada",
        _ => "direct",
    };
}
