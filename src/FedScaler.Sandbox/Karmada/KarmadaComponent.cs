namespace FedScaler.Sandbox.Karmada;

/// <summary>The control loops of a simulated Karmada control plane, in the order in which they take turns.</summary>
public enum KarmadaComponent
{
    Detector,
    FederatedHpa,
    Scheduler,
    Binding,
    Namespace,
    BindingStatus,
}
