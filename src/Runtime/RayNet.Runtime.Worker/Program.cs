using RayNet.Runtime.Cluster;

return await WorkerMain.RunAsync();
