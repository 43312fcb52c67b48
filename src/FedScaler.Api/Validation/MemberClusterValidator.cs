using FedScaler.Api.Json;
using FedScaler.Api.MemberClusters;

namespace FedScaler.Api.Validation;

/// <summary>What one MemberCluster can say wrong.</summary>
public static class MemberClusterValidator
{
    /// <summary>All that is wrong; empty when the spec can be acted on.</summary>
    public static IReadOnlyList<FieldError> Validate(MemberClusterSpec spec) =>
        SpecValidation.Validate(spec, ApiJson.Default.MemberClusterSpec, []);
}
