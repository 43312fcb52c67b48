using FedScaler.Kube.Models;
using FedScaler.Sandbox.Simulation.Objects;

namespace FedScaler.Sandbox.Karmada;

/// <summary>A control loop over names: of objects of one kind on the hub, mostly.</summary>
internal abstract class KarmadaController(KarmadaContext context) : KarmadaController<ObjectKey>(context, ObjectKeyOrder.Instance);
