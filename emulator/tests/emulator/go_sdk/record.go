// Records the bytes that Tencent's Go SDK sends for its batch calls, one file for each call.
// It runs against `cos-jobs-emulator --empty --port 8788`; the host name in the URL is the real one.
package main

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"github.com/tencentyun/cos-go-sdk-v5"
)

const (
	secretID  = "AKIDEmulatorOnlyNotARealKey000000001"
	secretKey = "EmulatorOnlyNotARealSecretKey001"
	host      = "100000000001.cos-control.ap-chengdu.myqcloud.com"
)

// recording keeps what is written to a connection.
type recording struct {
	net.Conn
	sent *bytes.Buffer
}

func (r recording) Write(bytes []byte) (int, error) {
	r.sent.Write(bytes)
	return r.Conn.Write(bytes)
}

// times signs with these offsets from now, in seconds.
type times struct {
	signStart, signEnd, keyStart, keyEnd int
	token                                string
	next                                 http.RoundTripper
}

func (t times) RoundTrip(request *http.Request) (*http.Response, error) {
	at := func(seconds int) time.Time { return time.Now().Add(time.Duration(seconds) * time.Second) }
	request = request.Clone(request.Context())
	cos.AddAuthorizationHeader(secretID, secretKey, t.token, request, &cos.AuthTime{
		SignStartTime: at(t.signStart), SignEndTime: at(t.signEnd), KeyStartTime: at(t.keyStart), KeyEndTime: at(t.keyEnd),
	})
	return t.next.RoundTrip(request)
}

var sent bytes.Buffer

func transport() *http.Transport {
	return &http.Transport{
		DisableKeepAlives: true,
		DialContext: func(ctx context.Context, network, _ string) (net.Conn, error) {
			conn, err := net.Dial(network, os.Args[1])
			return recording{conn, &sent}, err
		},
	}
}

func client(signer http.RoundTripper) *cos.BatchService {
	u, _ := url.Parse("http://" + host)
	return cos.NewClient(&cos.BaseURL{BatchURL: u}, &http.Client{Transport: signer}).Batch
}

func record(name string, call func() (interface{}, *cos.Response, error)) {
	sent.Reset()
	result, response, err := call()
	status := 0
	if response != nil {
		status = response.StatusCode
	}
	fmt.Printf("%s: %d %+v %v\n", name, status, result, err)
	if err := os.WriteFile(filepath.Join(os.Args[2], name+".http"), sent.Bytes(), 0o644); err != nil {
		panic(err)
	}
}

func job(token string, operation *cos.BatchJobOperation) *cos.BatchCreateJobOptions {
	return &cos.BatchCreateJobOptions{
		ClientRequestToken:   token,
		ConfirmationRequired: "true",
		Description:          "to test & keep 好",
		Manifest: &cos.BatchJobManifest{
			Location: &cos.BatchJobManifestLocation{
				ETag:      "\"15150651828fa9cdcb8356b6d1c7638b\"",
				ObjectArn: "qcs::cos:ap-chengdu:uid/1250000000:sourcebucket-1250000000/manifests/batch-copy-manifest.csv",
			},
			Spec: &cos.BatchJobManifestSpec{Fields: []string{"Bucket", "Key"}, Format: "COSBatchOperations_CSV_V1"},
		},
		Operation: operation,
		Priority:  1,
		Report: &cos.BatchJobReport{
			Bucket:  "qcs::cos:ap-chengdu:uid/1250000000:sourcebucket-1250000000",
			Enabled: "true", Format: "Report_CSV_V1", Prefix: "job-result", ReportScope: "AllTasks",
		},
		RoleArn: "qcs::cam::uin/100000000001:roleName/COS_Batch_QcsRole",
	}
}

func main() {
	ctx := context.Background()
	headers := &cos.BatchRequestHeaders{XCosAppid: 1250000000}
	batch := client(&cos.AuthorizationTransport{SecretID: secretID, SecretKey: secretKey, Transport: transport()})
	id := ""
	record("01-create-job-copy", func() (interface{}, *cos.Response, error) {
		result, response, err := batch.CreateJob(ctx, job("3a4b4fa8-6e73-4c2f-9d7e-0f1f0cbd2d10", &cos.BatchJobOperation{
			PutObjectCopy: &cos.BatchJobOperationCopy{
				TargetResource:    "qcs::cos:ap-chengdu:uid/1250000000:destinationbucket-1250000000",
				MetadataDirective: "Replaced",
				NewObjectMetadata: &cos.BatchNewObjectMetadata{
					CacheControl: "no-cache",
					UserMetadata: []cos.BatchMetadata{{Key: "x-cos-meta-a", Value: "1"}},
				},
				StorageClass: "STANDARD_IA",
			},
		}), headers)
		id = result.JobId
		return result, response, err
	})
	record("02-create-job-restore", func() (interface{}, *cos.Response, error) {
		result, response, err := batch.CreateJob(ctx, job("3a4b4fa8-6e73-4c2f-9d7e-0f1f0cbd2d11", &cos.BatchJobOperation{
			RestoreObject: &cos.BatchInitiateRestoreObject{ExpirationInDays: 3, JobTier: "Standard"},
		}), headers)
		return result, response, err
	})
	time.Sleep(3500 * time.Millisecond)
	record("03-describe-job", func() (interface{}, *cos.Response, error) {
		result, response, err := batch.DescribeJob(ctx, id, headers)
		return result.Job, response, err
	})
	record("04-list-jobs", func() (interface{}, *cos.Response, error) {
		result, response, err := batch.ListJobs(ctx, nil, headers)
		return result, response, err
	})
	record("05-list-jobs-with-options", func() (interface{}, *cos.Response, error) {
		options := &cos.BatchListJobsOptions{JobStatuses: "Suspended", MaxResults: 1, NextToken: "00000000-0000-4000-8000-000000000000"}
		result, response, err := batch.ListJobs(ctx, options, headers)
		return result, response, err
	})
	record("06-update-job-priority", func() (interface{}, *cos.Response, error) {
		result, response, err := batch.UpdateJobPriority(ctx, &cos.BatchUpdatePriorityOptions{JobId: id, Priority: 3}, headers)
		return result, response, err
	})
	record("07-update-job-status", func() (interface{}, *cos.Response, error) {
		options := &cos.BatchUpdateStatusOptions{JobId: id, RequestedJobStatus: "Ready", StatusUpdateReason: "to do"}
		result, response, err := batch.UpdateJobStatus(ctx, options, headers)
		return result, response, err
	})
	record("08-update-job-status-other-characters", func() (interface{}, *cos.Response, error) {
		options := &cos.BatchUpdateStatusOptions{JobId: id, RequestedJobStatus: "Cancelled", StatusUpdateReason: "1+1=2 & 'no' ~(好)*!"}
		result, response, err := batch.UpdateJobStatus(ctx, options, headers)
		return result, response, err
	})
	record("09-list-jobs-of-a-future-signature", func() (interface{}, *cos.Response, error) {
		result, response, err := client(times{3, 600, 3, 600, "", transport()}).ListJobs(ctx, nil, headers)
		return result, response, err
	})
	record("10-list-jobs-of-two-times", func() (interface{}, *cos.Response, error) {
		result, response, err := client(times{0, 600, -60, 1800, "", transport()}).ListJobs(ctx, nil, headers)
		return result, response, err
	})
	record("11-list-jobs-of-a-temporary-key", func() (interface{}, *cos.Response, error) {
		result, response, err := client(times{0, 600, 0, 600, "to+ken/with=signs", transport()}).ListJobs(ctx, nil, headers)
		return result, response, err
	})
	record("12-delete-job", func() (interface{}, *cos.Response, error) {
		response, err := batch.DeleteJob(ctx, id, headers)
		return nil, response, err
	})
}
