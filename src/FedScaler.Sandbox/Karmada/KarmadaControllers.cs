using FedScaler.Sandbox.Karmada.Autoscaling;
using FedScaler.Sandbox.Karmada.Clusters;
using FedScaler.Sandbox.Karmada.Execution;
using FedScaler.Sandbox.Karmada.Propagation;
using FedScaler.Sandbox.Karmada.Scheduling;

namespace FedScaler.Sandbox.Karmada;

/// <summary>All of Karmada's control loops that the sandbox has.</summary>
internal static class KarmadaControllers
{
    public static SortedDictionary<KarmadaComponent, IKarmadaController> Create(KarmadaContext context)
    {
        var objects = new ObjectWatcher(context);
        return new()
        {
            [KarmadaComponent.Cluster] = new ClusterController(context),
            [KarmadaComponent.ClusterStatus] = new ClusterStatusController(context),
            [KarmadaComponent.Detector] = new Detector(context),
            [KarmadaComponent.FederatedHpa] = new FederatedHpaController(context),
            // Whoever wants it starts it: the binary's default leaves it out.
            [KarmadaComponent.ReplicasSyncer] = new ReplicasSyncer(context) { IsPaused = true },
            [KarmadaComponent.WorkloadRebalancer] = new WorkloadRebalancing(context),
            [KarmadaComponent.Scheduler] = new KarmadaScheduler(context, BindingScope.Namespaced),
            [KarmadaComponent.ClusterScheduler] = new KarmadaScheduler(context, BindingScope.Cluster),
            [KarmadaComponent.GracefulEviction] = new GracefulEviction(context, BindingScope.Namespaced),
            [KarmadaComponent.ClusterGracefulEviction] = new GracefulEviction(context, BindingScope.Cluster),
            [KarmadaComponent.Binding] = new BindingController(context, BindingScope.Namespaced),
            [KarmadaComponent.ClusterBinding] = new BindingController(context, BindingScope.Cluster),
            [KarmadaComponent.Namespace] = new NamespacePropagation(context),
            [KarmadaComponent.UnifiedAuthorization] = new UnifiedAuthorization(context),
            [KarmadaComponent.Execution] = new ExecutionController(context, objects),
            [KarmadaComponent.WorkStatus] = new WorkStatusController(context, objects),
            [KarmadaComponent.BindingStatus] = new BindingStatusController(context, BindingScope.Namespaced),
            [KarmadaComponent.ClusterBindingStatus] = new BindingStatusController(context, BindingScope.Cluster),
        };
    }
}
