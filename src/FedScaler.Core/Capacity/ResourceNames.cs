namespace FedScaler.Core.Capacity;

/// <summary>The resources that Kubernetes itself knows; every other name is an extended one.</summary>
public static class ResourceNames
{
    public const string Cpu = "cpu";
    public const string Memory = "memory";
    public const string EphemeralStorage = "ephemeral-storage";
    public const string Pods = "pods";
    public const string HugePagesPrefix = "hugepages-";
}
