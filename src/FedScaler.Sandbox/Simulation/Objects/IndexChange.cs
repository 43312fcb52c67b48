using FedScaler.Sandbox.Simulation.Nodes;
using FedScaler.Sandbox.Storage;

namespace FedScaler.Sandbox.Simulation.Objects;

/// <summary>One store event as the index took it; Pod or Node is the object after it (its last state when it was deleted).</summary>
internal readonly record struct IndexChange(StoreEvent Event, PodView? Pod, PodView? PodBefore, NodeView? Node, NodeView? NodeBefore);
