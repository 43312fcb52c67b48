using System.Text.Json.Nodes;

namespace FedScaler.Sandbox.ApiServer;

/// <summary>
/// Changes an object before it is validated and stored: a mutating admission webhook. Called after defaulting, for every write
/// that is not to a subresource. It has to give the same object again when it is called on what it gave.
/// </summary>
/// <param name="next">The object to change.</param>
/// <param name="previous">What is stored now; null while it is being created.</param>
public delegate void CustomMutator(JsonObject next, JsonObject? previous);
