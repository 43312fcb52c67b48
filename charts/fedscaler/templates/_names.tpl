{{/* Names and labels that the templates share. */}}

{{- define "fedscaler.name" -}}
{{- .Values.nameOverride | default .Chart.Name | trunc 48 | trimSuffix "-" -}}
{{- end -}}

{{/* At most 48 characters, which leaves 15 for an ending such as -metrics; a longer one ends in a hash, so that two do not fall together. */}}
{{- define "fedscaler.fullname" -}}
{{- $name := include "fedscaler.name" . -}}
{{- $full := .Values.fullnameOverride | default (ternary .Release.Name (printf "%s-%s" .Release.Name $name) (contains $name .Release.Name)) -}}
{{- if gt (len $full) 48 -}}
{{- printf "%s-%s" (trunc 39 $full | trimSuffix "-") (sha256sum $full | trunc 8) -}}
{{- else -}}
{{- $full -}}
{{- end -}}
{{- end -}}

{{- define "fedscaler.serviceAccountName" -}}
{{- if .Values.serviceAccount.create -}}
{{- .Values.serviceAccount.name | default (include "fedscaler.fullname" .) -}}
{{- else -}}
{{- required "serviceAccount.name must be given where serviceAccount.create is false: FedScaler does not run as the namespace's default account" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{- define "fedscaler.image" -}}
{{- if .Values.image.digest -}}
{{- printf "%s@%s" .Values.image.repository .Values.image.digest -}}
{{- else -}}
{{- printf "%s:%s" .Values.image.repository (.Values.image.tag | default .Chart.AppVersion) -}}
{{- end -}}
{{- end -}}

{{- define "fedscaler.selector" -}}
app.kubernetes.io/name: {{ include "fedscaler.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "fedscaler.labels" -}}
{{ include "fedscaler.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end -}}

{{/* Rather not two copies on one node, nor in one zone: one failure then leaves one that takes over. */}}
{{- define "fedscaler.affinity" -}}
podAntiAffinity:
  preferredDuringSchedulingIgnoredDuringExecution:
  - weight: 100
    podAffinityTerm:
      topologyKey: kubernetes.io/hostname
      labelSelector:
        matchLabels:
          {{- include "fedscaler.selector" . | nindent 10 }}
  - weight: 50
    podAffinityTerm:
      topologyKey: topology.kubernetes.io/zone
      labelSelector:
        matchLabels:
          {{- include "fedscaler.selector" . | nindent 10 }}
{{- end -}}

{{/* Whether the release makes pods: every one but the half of a Karmada control plane, whose API server has no nodes. */}}
{{- define "fedscaler.hasPods" -}}
{{- if not (include "fedscaler.isKarmada" .) -}}yes{{- end -}}
{{- end -}}

{{/* Whether the release is installed on the hub, and may make rights and policies there. */}}
{{- define "fedscaler.isHub" -}}
{{- if or (eq .Values.federation "direct") (include "fedscaler.isKarmada" .) -}}yes{{- end -}}
{{- end -}}

{{/* Whether the release is the half of a Karmada control plane. */}}
{{- define "fedscaler.isKarmada" -}}
{{- if and (eq .Values.federation "karmada") (eq .Values.karmada.part "controlPlane") -}}yes{{- end -}}
{{- end -}}

{{/* Who the service is to the hub. */}}
{{- define "fedscaler.user" -}}
{{- if and (eq .Values.federation "karmada") .Values.karmada.user -}}
{{- .Values.karmada.user -}}
{{- else -}}
{{- printf "system:serviceaccount:%s:%s" .Release.Namespace (include "fedscaler.serviceAccountName" .) -}}
{{- end -}}
{{- end -}}

{{/* The same as a subject of a binding. */}}
{{- define "fedscaler.subject" -}}
{{- if .Values.karmada.user -}}
- kind: User
  apiGroup: rbac.authorization.k8s.io
  name: {{ .Values.karmada.user | quote }}
{{- else -}}
- kind: ServiceAccount
  name: {{ include "fedscaler.serviceAccountName" . }}
  namespace: {{ .Release.Namespace }}
{{- end -}}
{{- end -}}
