using System.Text.Json.Nodes;
using FedScaler.Kube.Models;

namespace FedScaler.Sandbox.ApiServer;

/// <summary>
/// Says what is wrong with an object beyond its schema; it stands in for the CEL rules of a CustomResourceDefinition, which
/// the sandbox does not interpret. Called after schema validation, with the object as it would be stored.
/// </summary>
/// <param name="next">The object to judge: read it, do not change it.</param>
/// <param name="previous">What is stored now; null while it is being created.</param>
/// <returns>One cause per fault, with its field; empty when there is none.</returns>
public delegate IReadOnlyList<StatusCause> CustomValidator(JsonObject next, JsonObject? previous);
