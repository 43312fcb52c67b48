using System.CommandLine;

namespace FedScaler.Hosting.Federations;

/// <summary><c>--federation</c>, the same for every command that has it.</summary>
internal static class FederationOption
{
    private const string Auto = "auto";

    public static Option<string> Create()
    {
        var option = new Option<string>("--federation")
        {
            Description = $"direct (MemberClusters), karmada (the hub is a Karmada control plane), or {Auto}: karmada where the hub serves Karmada's APIs.",
            DefaultValueFactory = static _ => Auto,
        };
        option.AcceptOnlyFromAmong(Auto, FederationNames.Of(FederationKind.Direct), FederationNames.Of(FederationKind.Karmada));
        return option;
    }

    /// <returns>Null for auto: the hub is to be asked.</returns>
    public static FederationKind? Read(string? text) => text is null or Auto ? null : Enum.Parse<FederationKind>(text, ignoreCase: true);
}
