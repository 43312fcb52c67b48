using FedScaler.Api.Json;
using FedScaler.Api.MemberClusters;

namespace FedScaler.Api.Validation;

/// <summary>What one MemberCluster can say wrong.</summary>
public static class MemberClusterValidator
{
    /// <summary>All that is wrong; empty when the object can be acted on.</summary>
    public static IReadOnlyList<FieldError> Validate(MemberCluster resource) => [.. ValidateName(resource.Metadata.Name), .. Validate(resource.Spec)];

    /// <summary>All that is wrong; empty when the spec can be acted on.</summary>
    public static IReadOnlyList<FieldError> Validate(MemberClusterSpec spec) =>
        SpecValidation.Validate(spec, ApiJson.Default.MemberClusterSpec, []);

    /// <summary>What is wrong with a member's name beyond what the server holds against any name.</summary>
    public static IReadOnlyList<FieldError> ValidateName(string? name) => name == ApiResources.HubName ? [new FieldError("", RuleMessages.HubName)] : [];
}
