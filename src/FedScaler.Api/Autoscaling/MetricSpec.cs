using System.ComponentModel;
using FedScaler.Api.Schema;
using FedScaler.Api.Validation;

namespace FedScaler.Api.Autoscaling;

/// <summary>
/// What is checked of an autoscaling/v2 MetricSpec before it is handed on; the JSON itself goes through untouched. The rules
/// are those of pkg/apis/autoscaling/validation in Kubernetes, so that a metric fails here and not in every member.
/// </summary>
[Cel("self.type == 'Resource' ? has(self.resource) : self.type == 'ContainerResource' ? has(self.containerResource) : self.type == 'Pods' ? has(self.pods) : self.type == 'Object' ? has(self.object) : has(self.external)",
    RuleMessages.MetricSource, FieldPath = ".type")]
[Cel("[has(self.resource), has(self.containerResource), has(self.pods), has(self.object), has(self.external)].filter(given, given).size() <= 1",
    RuleMessages.MetricSources, FieldPath = ".type")]
public sealed record MetricSpec
{
    [Description("What is measured: Resource, ContainerResource, Pods, Object or External; the field of that name says the rest.")]
    [RequiredField]
    public MetricSourceType Type { get; set; }

    [Description("A resource of the pods, such as cpu.")]
    [FreeForm]
    public ResourceMetric? Resource { get; set; }

    [Description("A resource of one container of each pod.")]
    [FreeForm]
    public ContainerResourceMetric? ContainerResource { get; set; }

    [Description("A metric of each pod, averaged.")]
    [FreeForm]
    public PodsMetric? Pods { get; set; }

    [Description("A metric of one other object.")]
    [FreeForm]
    public ObjectMetric? Object { get; set; }

    [Description("A metric of nothing in the cluster.")]
    [FreeForm]
    public ExternalMetric? External { get; set; }
}
