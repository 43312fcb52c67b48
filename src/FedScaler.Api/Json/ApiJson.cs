using System.Text.Json.Serialization;
using FedScaler.Api.Autoscaling;
using FedScaler.Api.Common;
using FedScaler.Api.CronHpas;
using FedScaler.Api.FedHpas;
using FedScaler.Api.MemberClusters;
using FedScaler.Api.ReplicaBindings;
using FedScaler.Api.ScaleIns;
using FedScaler.Core.Splitting;
using FedScaler.Kube.Json;

namespace FedScaler.Api.Json;

/// <summary>How the kinds of fedscaler.io are read and written. Fields that a kind does not have are dropped when read.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters =
    [
        typeof(TimeConverter),
        typeof(EnumNameConverter<SplitStrategy>), typeof(EnumNameConverter<SpreadPolicy>), typeof(EnumNameConverter<FailoverMode>),
        typeof(EnumNameConverter<MemberState>), typeof(EnumNameConverter<DeletionPolicy>), typeof(EnumNameConverter<AdoptionPolicy>),
        typeof(EnumNameConverter<MetricSourceType>), typeof(EnumNameConverter<MetricTargetType>),
        typeof(EnumNameConverter<ScalingPolicyType>), typeof(EnumNameConverter<ScalingPolicySelect>),
        typeof(EnumNameConverter<LabelSelectorOperator>), typeof(EnumNameConverter<TransitionEdge>),
        typeof(EnumNameConverter<ScaleInMode>), typeof(EnumNameConverter<ScaleInGuarantee>), typeof(EnumNameConverter<ScaleInPhase>), typeof(EnumNameConverter<FleetHoldState>),
    ])]
[JsonSerializable(typeof(MetricSpec))]
[JsonSerializable(typeof(ScalingBehavior))]
[JsonSerializable(typeof(MemberCluster))]
[JsonSerializable(typeof(FedHpa))]
[JsonSerializable(typeof(ReplicaBinding))]
[JsonSerializable(typeof(CronHpa))]
[JsonSerializable(typeof(ScaleIn))]
public sealed partial class ApiJson : JsonSerializerContext;
