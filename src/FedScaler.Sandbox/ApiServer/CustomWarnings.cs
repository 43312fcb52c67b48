using System.Text.Json.Nodes;

namespace FedScaler.Sandbox.ApiServer;

/// <summary>
/// Says what may not be meant in an object that is valid: what an admission webhook answers as <c>warnings</c>
/// (admission/v1, AdmissionResponse) and kubectl prints as <c>Warning:</c> lines. Called after validation.
/// </summary>
/// <param name="next">The object to judge: read it, do not change it.</param>
/// <param name="previous">What is stored now; null while it is being created.</param>
/// <returns>One line per warning; empty when there is none.</returns>
public delegate IReadOnlyList<string> CustomWarnings(JsonObject next, JsonObject? previous);
